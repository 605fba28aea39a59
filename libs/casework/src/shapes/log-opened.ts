import Type from 'typebox';
import { defineEvent } from './define-event.ts';

/** The first event of every log, written by the store itself; checkpoints name the log by its id. */
export const LogOpened = defineEvent('LogOpened', { logId: Type.String() });
