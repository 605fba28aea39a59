import { commands } from '#libs/casework';
import type { CommandDesk } from '#libs/commanding';
import { StoreUnavailable } from '#libs/event-store';
import type { Configuration } from '#libs/kernel';
import { type Idmaj, openIdmaj, type OwnParts } from '../idmaj.ts';
import { startProblem } from '../start-problem.ts';
import { faultOf } from './faults.ts';
import { followHere, type Followers, passOn } from './follow-here.ts';
import { type Answer, type Asked, type CommandOver, type Line, nameOver, type News } from './messages.ts';
import { Teller } from './teller.ts';

export interface BackOfficeParts extends OwnParts {
  /** Starts what follows the log. Default: the worker, in this thread. */
  readonly follow?: (idmaj: Idmaj, tell: (news: News) => void) => Followers | Promise<Followers>;
}

const declarations = new Map(commands.map((one) => [nameOver(one), one]));

/** Opens what the configuration names, has the log followed, and from then on does what the door at the other end asks. */
export async function keepBackOffice(
  line: Line,
  configure: () => Configuration,
  { follow = followHere, ...own }: BackOfficeParts = {},
): Promise<void> {
  const teller = new Teller(line);
  let opened: Idmaj | undefined;
  try {
    const idmaj = (opened = await openIdmaj(configure(), own));
    const tell = (news: News) => teller.tell(news);
    passOn(idmaj.readModels, tell);
    const followers = await follow(idmaj, tell);
    teller.answerBy(async (asked) => {
      if ('settle' in asked) await followers.settled();
      else if ('close' in asked) {
        await followers.stop();
        await idmaj.close();
      } else return written(asked, idmaj);
      return true;
    });
    teller.tell({ opened: true });
  } catch (error) {
    teller.tell({ notOpened: faultOf(startProblem(error) ?? error) });
    await opened?.close();
  }
}

/** What is written at the desk, and by the pen alone. */
export function written(asked: Extract<Asked, { send: unknown } | { append: unknown }>, idmaj: Idmaj): Promise<Answer> {
  if ('send' in asked) return sendTo(idmaj.desk, asked.send);
  const { stream, expected, events: facts } = asked.append;
  return idmaj.events.append(stream, expected, facts);
}

async function sendTo(desk: CommandDesk, { command, fields, ...sent }: CommandOver): Promise<Answer> {
  const declaration = declarations.get(command);
  if (!declaration) throw new StoreUnavailable(`The back office does not know the command ${command}.`);
  return desk.send({ declaration, fields: Object.assign(new declaration.command(), fields), ...sent });
}
