import { FundsReleased, FundsReserved, noteProjectMoney } from '#libs/casework';
import { process, send } from './process.ts';

/** A case with money reserved or committed for a project stays open: the case is told when that begins and ends. */
export const projectMoneyOnCase = process('project-money-on-case', {
  version: 1,
  on: [FundsReserved, FundsReleased],
  keys: (event) => [event.data.projectId],
  evolve: () => undefined,
  react(_state, event) {
    const { projectId } = event.data;
    const isOpen = event.type === 'FundsReserved';
    return event.envelope.subjects.map((person) => send(noteProjectMoney, person, { projectId, isOpen }));
  },
});
