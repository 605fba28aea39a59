// A copy of the program as plain JavaScript, so that a process starts in a fraction of a second and what others edit
// meanwhile does not matter.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transpiled } from '../../build/transpiled.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['apps', 'libs', 'test/crash', 'test/support'];

/** Makes the copy in a folder that does not exist yet; answers the folder. */
export async function transpiledCopy(folder) {
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const imports = { '#libs/*': './libs/*/src/index.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, imports }));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const files = FOLDERS.flatMap((each) => filesIn(join(ROOT, each)));
  await Promise.all(files.map((file) => copyOf(file, join(folder, relative(ROOT, file)))));
  return folder;
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

async function copyOf(file, target) {
  mkdirSync(dirname(target), { recursive: true });
  if (!/\.tsx?$/.test(file)) return copyFileSync(file, target);
  const code = await transpiled(file, { rewriteRelativeImportExtensions: true });
  writeFileSync(target.replace(/\.tsx?$/, '.js'), code);
}
