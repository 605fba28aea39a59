export { type Copied, copyLog, type CopyOptions, type CopyPhase } from './copy-log.ts';
export { digestOfLog, type LogDigest } from './log-digest.ts';
