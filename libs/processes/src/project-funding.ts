import {
  agreementPart,
  commitFunds,
  FundsCommitted,
  InstalmentReceived,
  ProjectApproved,
  ProjectProposed,
  ProjectRejected,
  ProjectRevised,
  ProjectSubmitted,
  ProjectWithdrawn,
  refuseFunding,
  releaseFunds,
  reserveFunds,
  RevisionRequested,
} from '#libs/casework';
import { process, send } from './process.ts';

interface Funding {
  /** Of a project: its province, what the agreement pays of it, and which agreement. */
  readonly province: string;
  readonly amountCentimes: number;
  readonly agreementId: string;
  /** Of an agreement: the projects that wait for its next instalment; the agreement serves the first approved first. */
  readonly waiting: readonly string[];
}

const NEW: Funding = { province: '', amountCentimes: 0, agreementId: '', waiting: [] };

/**
 * A submitted project's money is reserved, an approved one's is committed, and one that is given up frees it. Where the
 * agreement refuses, the project is a draft again and says why.
 */
export const projectFunding = process('project-funding', {
  version: 1,
  on: [
    ProjectProposed,
    ProjectRevised,
    ProjectSubmitted,
    ProjectApproved,
    RevisionRequested,
    ProjectRejected,
    ProjectWithdrawn,
    FundsCommitted,
    InstalmentReceived,
  ],
  keys: (event) => [event.id],
  evolve(state: Funding = NEW, { type, data }): Funding {
    if (type === 'ProjectProposed') return { ...state, province: data.province, amountCentimes: agreementPart(data) };
    if (type === 'ProjectRevised')
      return { ...state, ...(data.funding && { amountCentimes: agreementPart({ funding: data.funding }) }) };
    if (type === 'ProjectSubmitted') return { ...state, agreementId: data.agreementId };
    if (type !== 'FundsCommitted') return state;
    const others = state.waiting.filter((id) => id !== data.projectId);
    return { ...state, waiting: data.shortCentimes > 0 ? [...others, data.projectId] : others };
  },
  react(state: Funding = NEW, { id, type }) {
    const { agreementId, amountCentimes, province, waiting } = state;
    if (type === 'ProjectSubmitted') {
      const refused = (because: string) => [send(refuseFunding, id, { agreementId, because })];
      return [send(reserveFunds, agreementId, { projectId: id, amountCentimes, province }, { refused })];
    }
    if (type === 'ProjectApproved') return [send(commitFunds, agreementId, { projectId: id })];
    if (type === 'InstalmentReceived') return waiting.map((projectId) => send(commitFunds, id, { projectId }));
    const isGivenUp = type === 'RevisionRequested' || type === 'ProjectRejected' || type === 'ProjectWithdrawn';
    return isGivenUp && agreementId ? [send(releaseFunds, agreementId, { projectId: id, because: type })] : [];
  },
});
