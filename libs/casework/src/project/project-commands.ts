import { approveProject } from './approve-project.ts';
import { approveStep } from './approve-step.ts';
import { proposeProject } from './propose-project.ts';
import { recordFeasibility } from './record-feasibility.ts';
import { refuseFunding } from './refuse-funding.ts';
import { rejectProject } from './reject-project.ts';
import { requestRevision } from './request-revision.ts';
import { reviseProject } from './revise-project.ts';
import { submitProject } from './submit-project.ts';
import { withdrawProject } from './withdraw-project.ts';

export const projectCommands = [
  proposeProject,
  recordFeasibility,
  submitProject,
  refuseFunding,
  approveStep,
  requestRevision,
  reviseProject,
  rejectProject,
  withdrawProject,
  approveProject,
] as const;
