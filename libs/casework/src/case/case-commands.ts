import { agreeLifePlan } from './agree-life-plan.ts';
import { approveClosure } from './approve-closure.ts';
import { assignWorker } from './assign-worker.ts';
import { beginPreparation } from './begin-preparation.ts';
import { concludeInquiry } from './conclude-inquiry.ts';
import { endPreparation } from './end-preparation.ts';
import { enrolInmate } from './enrol-inmate.ts';
import { handOverCase } from './hand-over-case.ts';
import { noteProjectMoney } from './note-project-money.ts';
import { recordObstacle } from './record-obstacle.ts';
import { recordReturn } from './record-return.ts';
import { recordSkill } from './record-skill.ts';
import { recordWish } from './record-wish.ts';
import { redateHandOver } from './redate-hand-over.ts';
import { reopenCase } from './reopen-case.ts';
import { requestClosure } from './request-closure.ts';
import { setDiagnosisDue } from './set-diagnosis-due.ts';
import { submitDiagnosis } from './submit-diagnosis.ts';
import { undoHandOver } from './undo-hand-over.ts';
import { writeNote } from './write-note.ts';

export const caseCommands = [
  enrolInmate,
  assignWorker,
  recordSkill,
  recordWish,
  recordObstacle,
  submitDiagnosis,
  concludeInquiry,
  agreeLifePlan,
  writeNote,
  requestClosure,
  approveClosure,
  reopenCase,
  setDiagnosisDue,
  beginPreparation,
  endPreparation,
  handOverCase,
  redateHandOver,
  undoHandOver,
  recordReturn,
  noteProjectMoney,
] as const;
