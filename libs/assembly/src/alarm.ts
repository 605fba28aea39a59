import type { ProcessAlarm } from '#libs/processes';
import type { RunnerAlarm } from '#libs/read-models';

/** Tells an operator what needs looking at; nothing in it is personal data. */
export type Alarm = RunnerAlarm | ProcessAlarm;
