import type { Actor } from '#libs/event-store';
import type { LocalDate } from '#libs/kernel';
import { eventText, type Language } from '#libs/language';
import type { FieldChange } from './field-changes.ts';
import type { ToldEvent } from './told-event.ts';

/** One event of a person's history, for a reader. */
export interface HistoryItem {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly occurredOn: LocalDate;
  readonly recordedAt: string;
  /** As they were then. */
  readonly actor: Actor;
  readonly channel: string;
  readonly correlationId: string;
  /** The id of the event that caused it, or of the command where a person sent it. */
  readonly causationId: string;
  readonly command: string;
  /** The reason given, in a person's words or as the code of a rule. */
  readonly because?: string;
  /** Position of the event that this one corrects or voids. */
  readonly corrects?: string;
  /** What happened, in the reader's language. */
  readonly text: string;
  /** The event as it was stated, where that was asked for. */
  readonly data?: object;
  readonly changes: readonly FieldChange[];
}

export function historyItem(
  { eventId, seen }: ToldEvent,
  changes: readonly FieldChange[],
  corrects: string | undefined,
  language: Language,
  withData = false,
): HistoryItem {
  const { position, stream, revision, type, data, occurredOn, actor, envelope } = seen;
  const { recordedAt, correlationId, causationId, command, channel } = envelope;
  const { because } = data as { because?: unknown };
  return {
    position,
    stream,
    revision,
    id: eventId,
    type,
    occurredOn,
    recordedAt,
    actor,
    channel,
    correlationId,
    causationId,
    command,
    ...(typeof because === 'string' && { because }),
    ...(corrects !== undefined && { corrects }),
    text: eventText(type, data, language),
    ...(withData && { data }),
    changes,
  };
}
