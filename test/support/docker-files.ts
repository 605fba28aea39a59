import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}
export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
export const DOCKER = join(REPOSITORY, 'docker');

/** A file of `docker/`. */
export const dockerText = (name: string) => readFile(join(DOCKER, name), 'utf8');

/** How compose takes something of the first file back. */
const compositionTags = ['!reset', '!override'].flatMap((tag) => [
  { tag, resolve: () => null },
  { tag, collection: 'seq' as const, resolve: (items: unknown) => items },
  { tag, collection: 'map' as const, resolve: (items: unknown) => items },
]);

export async function compose(name: string): Promise<Compose> {
  return parse(await dockerText(name), { merge: true, customTags: compositionTags as never }) as Compose;
}

export function service(file: Compose, name: string): Service {
  const found = file.services[name];
  if (found === undefined) throw new Error(`There is no service ${name}.`);
  return found;
}

/** What the image is left with: the instructions after the last FROM, each on one line, as [name, the rest]. */
export async function lastStage(): Promise<readonly (readonly [string, string])[]> {
  const lines = (await dockerText('Dockerfile')).replace(/\\\n\s*/g, ' ').split('\n');
  return lines
    .slice(lines.findLastIndex((line) => line.startsWith('FROM ')))
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
}

/** The variables the image sets. */
export async function imageEnvironment(): Promise<Readonly<Record<string, string>>> {
  const settings = (await lastStage()).filter(([name]) => name === 'ENV').flatMap(([, rest]) => rest.split(' '));
  return Object.fromEntries(settings.map((pair) => pair.split('=') as [string, string]));
}

export interface Copy {
  /** The stage it comes from; undefined: the repository. */
  readonly stage: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

/** The COPY instructions of a list of instructions. */
export function copies(instructions: readonly (readonly [string, string])[]): readonly Copy[] {
  return instructions
    .filter(([name]) => name === 'COPY')
    .map(([, rest]) => {
      const words = rest.split(' ');
      const stage = /^--from=(.*)$/.exec(words[0] ?? '')?.[1];
      const paths = stage === undefined ? words : words.slice(1);
      return { stage, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
    });
}
