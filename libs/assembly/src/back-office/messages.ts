import type { AnyCommandDeclaration } from '#libs/casework';
import type { CommandReceipt, SentCommand } from '#libs/commanding';
import type { Appended, ExpectedRevision, NewEvent, Position } from '#libs/event-store';
import type { Alarm } from '../alarm.ts';
import type { Fault } from './faults.ts';

/** A command on its way; what was declared of it is known on both sides. */
export interface CommandOver extends Omit<SentCommand, 'declaration'> {
  /** What `nameOver` says of the declaration. */
  readonly command: string;
}

/** `<kind>/<name>`: a command's own name need not be the only one. */
export function nameOver({ aggregate, name }: AnyCommandDeclaration): string {
  return `${aggregate.kind}/${name}`;
}

export interface AppendOver {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/** What one thread asks of another. Each message is the JSON of several, each with its number. */
export type Asked =
  | { readonly send: CommandOver }
  | { readonly append: AppendOver }
  | { readonly settle: true }
  | { readonly close: true };
export type Numbered = readonly [number: number, asked: Asked];

export type Answer = CommandReceipt | Appended | true;

/** What happened in a thread that others wait for: a projection passed a position, a feed or the log grew; and alarms. */
export type News =
  | { readonly passed: string; readonly position: Position }
  | { readonly feedGrew: true }
  | { readonly logGrew: true }
  | { readonly alarm: Alarm };

/** What is told to whoever asks: answers by the number of what was asked, and news. Each message is the JSON of several. */
export type Told =
  | { readonly to: number; readonly answer: Answer }
  | { readonly to: number; readonly fault: Fault }
  | { readonly opened: true }
  | { readonly notOpened: Fault }
  | News;

/** Either end of the line between two threads. */
export interface Line {
  postMessage(text: string): void;
  on(event: 'message', listener: (text: string) => void): unknown;
}

/** Two lines between the back office and what follows the log in a thread beside it. */
export interface FollowersLines {
  /** Where the back office asks the followers. */
  readonly toFollowers: Line;
  /** Where the followers ask the back office. */
  readonly toOffice: Line;
}
