import { commands } from '#libs/casework';
import type { CommandDesk } from '#libs/commanding';
import { StoreUnavailable } from '#libs/event-store';
import type { Configuration } from '#libs/kernel';
import { FeedTail } from '#libs/partner-feed';
import { Progress } from '#libs/read-models';
import type { Alarm } from '../alarm.ts';
import { type Idmaj, openIdmaj, type OwnParts } from '../idmaj.ts';
import { startProblem } from '../start-problem.ts';
import { startWorker, type Worker } from '../worker.ts';
import { faultOf } from './faults.ts';
import {
  type Answer,
  type Asked,
  type CommandOver,
  type Line,
  nameOver,
  type Numbered,
  type Told,
} from './messages.ts';

type Follower = Pick<Worker, 'settled' | 'stop'>;

export interface BackOfficeParts extends OwnParts {
  /** Starts what follows the log; default: the worker. */
  readonly follow?: (idmaj: Idmaj, onAlarm: (alarm: Alarm) => void) => Follower;
}

const declarations = new Map(commands.map((one) => [nameOver(one), one]));

/** Opens what the configuration names, follows the log, and from then on does what the door at the other end asks. */
export async function keepBackOffice(
  line: Line,
  configure: () => Configuration,
  { follow = startWorker, ...own }: BackOfficeParts = {},
): Promise<void> {
  const teller = new Teller(line);
  try {
    const idmaj = await openIdmaj(configure(), own);
    Progress.of(idmaj.readModels).passOn((passed, position) => teller.tell({ passed, position }));
    FeedTail.of(idmaj.readModels).passOn(() => teller.tell({ feedGrew: true }));
    const follower = follow(idmaj, (alarm) => teller.tell({ alarm }));
    line.on('message', (text) => answerAll(text, idmaj, follower, teller));
    teller.tell({ opened: true });
  } catch (error) {
    teller.tell({ notOpened: faultOf(startProblem(error) ?? error) });
  }
}

function answerAll(text: string, idmaj: Idmaj, follower: Follower, teller: Teller): void {
  for (const [to, asked] of JSON.parse(text) as readonly Numbered[]) {
    answerTo(asked, idmaj, follower).then(
      (answer) => teller.tell({ to, answer }),
      (error: unknown) => teller.tell({ to, fault: faultOf(error) }),
    );
  }
}

async function answerTo(asked: Asked, idmaj: Idmaj, follower: Follower): Promise<Answer> {
  if ('send' in asked) return sendTo(idmaj.desk, asked.send);
  if ('append' in asked) {
    const { stream, expected, events: facts } = asked.append;
    return idmaj.events.append(stream, expected, facts);
  }
  if ('settle' in asked) await follower.settled();
  else {
    await follower.stop();
    await idmaj.close();
  }
  return true;
}

function sendTo(desk: CommandDesk, { command, fields, ...sent }: CommandOver) {
  const declaration = declarations.get(command);
  if (!declaration) throw new StoreUnavailable(`The back office does not know the command ${command}.`);
  return desk.send({ ...sent, declaration, fields: Object.assign(new declaration.command(), fields) });
}

/** Tells in one message what comes up in one go. */
class Teller {
  private pending: Told[] = [];

  constructor(private readonly line: Line) {}

  tell(told: Told): void {
    if (this.pending.push(told) === 1) process.nextTick(this.post);
  }

  private readonly post = (): void => {
    const told = this.pending;
    this.pending = [];
    this.line.postMessage(JSON.stringify(told));
  };
}
