import type { DoorParts, Followers } from '#libs/assembly';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';

/** What follows the log where only the read models matter. */
export function followWithProjections(parts: DoorParts): Followers {
  const runner = new ProjectionRunner({ ...parts, projections });
  const started = runner.start();
  return {
    async settled() {
      await started;
      await runner.caughtUpTo(await parts.events.head());
    },
    stop: () => runner.stop(),
  };
}
