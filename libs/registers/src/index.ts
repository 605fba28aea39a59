export { importAdmissions } from './import-admissions.ts';
export {
  type ImportOptions,
  type ImportParts,
  type ImportResult,
  type LineOutcome,
  type Outcome,
} from './import-parts.ts';
export { importReleases } from './import-releases.ts';
export { lineReport, writeLineReport } from './line-report.ts';
