import { importAdmissions } from '#libs/registers';
import { openDesk } from './open-desk.ts';

/** A process of its own that imports admissions into the event file of a folder, killed with no warning after so many lines. */
const [folder = '', list = '', lines] = process.argv.slice(2);
const desk = await openDesk({ folder });
await importAdmissions(desk, list, {
  actor: { id: 'rachid', role: 'data-steward', unit: '*' },
  inFlight: 8,
  progress(done) {
    if (done >= Number(lines)) process.kill(process.pid, 'SIGKILL');
  },
});
await desk.stop();
