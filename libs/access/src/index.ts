export { type ReadRecord, type Readings } from './readings.ts';
export { ReadingRecorder, type RecorderParts } from './reading-recorder.ts';
