import { RestrictedFileOpened } from '#libs/casework';
import type { Actor } from '#libs/event-store';
import { projection } from '#libs/read-models';

/** A restricted file that somebody opened for themselves, for the protection officer to look into. */
export interface AccessAlertDocument {
  /** The event's position: in order, the ids are in commit order. */
  readonly id: string;
  readonly recordedAt: string;
  readonly beneficiaryId: string;
  readonly actor: Actor;
  readonly reason: string;
  /** RFC 3339 instant, UTC. */
  readonly openUntil: string;
  readonly correlationId: string;
}

export const accessAlerts = projection('access-alerts', {
  version: 1,
  on: [RestrictedFileOpened],
  indexes: [],
  soonComplete: true,
  keys: ({ position }) => [position],
  evolve(_known: AccessAlertDocument | undefined, { id: beneficiaryId, data, actor, envelope }, id) {
    const { recordedAt, correlationId } = envelope;
    return { id, recordedAt, beneficiaryId, actor, reason: data.reason, openUntil: data.until, correlationId };
  },
  says: ({ id: _position, ...alert }: AccessAlertDocument) => [alert],
});
