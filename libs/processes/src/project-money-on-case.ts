import { FundsCommitted, FundsReleased, FundsReserved, noteProjectMoney } from '#libs/casework';
import { process, send } from './process.ts';

/** A case stays open while an agreement's money for its project is neither committed in full nor free again. */
export const projectMoneyOnCase = process('project-money-on-case', {
  version: 1,
  on: [FundsReserved, FundsCommitted, FundsReleased],
  keys: (event) => [event.data.projectId],
  evolve: () => undefined,
  react(_state, event) {
    const money = { projectId: event.data.projectId, agreementId: event.id };
    return event.envelope.subjects.map((person) => send(noteProjectMoney, person, money));
  },
});
