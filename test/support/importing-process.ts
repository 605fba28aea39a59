import { importAdmissions } from '#libs/registers';
import { openDesk } from './open-desk.ts';

/** A process of its own that imports admissions into the event file of a folder, and tells how many lines are done. */
const [folder = '', list = ''] = process.argv.slice(2);
const desk = await openDesk({ folder });
await importAdmissions(desk, list, {
  actor: { id: 'rachid', role: 'data-steward', unit: '*' },
  inFlight: 8,
  progress: (done) => void process.send?.(done),
});
await desk.stop();
process.disconnect();
