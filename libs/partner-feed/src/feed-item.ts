import type { OutgoingType } from '#libs/casework';
import type { Position } from '#libs/event-store';
import type { JsonObject, LocalDate } from '#libs/kernel';

/** Where the numbered items of all partners are. A change of what is stored needs another name, and a new start. */
export const ITEMS = 'partner-feed@2';
export const ITEM_INDEXES = [{ field: 'position' }];

/** A person withdrew: the partner deletes what it holds of the subject. */
export const SUBJECT_WITHDRAWN = 'ma.idmaj.consent.subject-withdrawn.v1';
/** Stands at the number of something that may no longer leave. */
export const WITHHELD = 'ma.idmaj.feed.withheld.v1';

export type SentType = OutgoingType | typeof SUBJECT_WITHDRAWN;

/** One numbered event of a partner: what could leave of it, and what decides whether it does. */
export interface NumberedEvent {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** The partner's own, of UUID form. */
  readonly id: string;
  readonly type: SentType;
  readonly personId: string;
  readonly purpose: string;
  /** How often the person had refused or withdrawn when it was numbered. */
  readonly ends: number;
  /** Where the project is; absent where the person's own residence places it. */
  readonly province?: string;
  /** The person, under the partner's own name. */
  readonly subject: string;
  /** On which it happened. */
  readonly day: LocalDate;
}

/** One numbered event as it is kept: what leaves of it is decided when it leaves. */
export interface FeedItem extends NumberedEvent {
  readonly partnerId: string;
  /** Of the event it tells of. */
  readonly position: Position;
  /** What the `dataref` answers; absent where it has none. */
  readonly data?: JsonObject;
}

const DIGITS = 12;

export function itemId(partnerId: string, sequence: number): string {
  return `${partnerId}/${String(sequence).padStart(DIGITS, '0')}`;
}

/** The last id a partner's items may have. */
export function lastItemId(partnerId: string): string {
  return `${partnerId}/${'9'.repeat(DIGITS)}`;
}
