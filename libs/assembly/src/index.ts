export { type Alarm } from './alarm.ts';
export { BackOffice } from './back-office/back-office.ts';
export { type BackOfficeParts, keepBackOffice } from './back-office/keep-back-office.ts';
export { type Line } from './back-office/messages.ts';
export { closeOnSignal } from './close-on-signal.ts';
export { type DoorParts, type Idmaj, openDoor, openIdmaj, type OwnParts } from './idmaj.ts';
export { faultText, started } from './started.ts';
export { startWorker, type Worker } from './worker.ts';
