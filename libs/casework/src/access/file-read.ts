import Type from 'typebox';
import { Text } from '../fields/event-fields.ts';
import { defineEvent, personal } from '../shapes/define-event.ts';

/** Who looks says why in so many characters at most. */
export const LONGEST_PURPOSE = 200;

/**
 * Somebody was shown what is kept about people. Who is the event's actor, whom it told about are its subjects; nothing
 * of what was shown is in it.
 */
export const FileRead = defineEvent('FileRead', {
  /** The question, e.g. `cases/{id}`; never its words. */
  what: Text(100),
  purpose: Type.Optional(personal(Text(LONGEST_PURPOSE))),
});
