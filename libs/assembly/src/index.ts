export { closeOnSignal } from './close-on-signal.ts';
export { type Idmaj, openIdmaj, type OwnParts } from './idmaj.ts';
export { faultText, started } from './started.ts';
export { type Alarm, startWorker, type Worker } from './worker.ts';
