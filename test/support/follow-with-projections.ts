import type { Idmaj, Worker } from '#libs/assembly';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';

/** What follows the log in a back office where only the read models matter. */
export function followWithProjections(idmaj: Idmaj): Pick<Worker, 'settled' | 'stop'> {
  const runner = new ProjectionRunner({ ...idmaj, projections });
  const started = runner.start();
  return {
    async settled() {
      await started;
      await runner.caughtUpTo(await idmaj.events.head());
    },
    stop: () => runner.stop(),
  };
}
