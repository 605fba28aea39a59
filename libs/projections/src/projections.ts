import type { AnyProjection } from '#libs/read-models';
import { accessAlerts } from './access/access-alerts.ts';
import { accesses } from './access/accesses.ts';
import { agreements } from './agreements.ts';
import { correlations } from './correlations.ts';
import { personYears } from './indicators/person-years.ts';
import { people } from './people/people.ts';
import { personStreams } from './person-streams.ts';
import { projects } from './projects.ts';

/** Every read model. */
export const projections: readonly AnyProjection[] = [
  people,
  projects,
  agreements,
  personYears,
  personStreams,
  correlations,
  accesses,
  accessAlerts,
];
