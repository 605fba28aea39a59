import { NoteWritten } from '#libs/casework';
import { correlations, type CorrelationStretch } from '#libs/projections';
import { array, assert, integer, property, record } from 'fast-check';
import { happenedTo } from '../support/given-projection.ts';

const happening = record({ person: integer({ min: 0, max: 3 }), work: integer({ min: 0, max: 4 }) });

function event({ person, work }: { person: number; work: number }, revision: number) {
  const { envelope, ...seen } = happenedTo(`person-${person}`, NoteWritten({ text: 'x' }), { revision });
  return { ...seen, envelope: { ...envelope, correlationId: `work-${work}` } };
}

describe('Events of one document that are folded at once', () => {
  it('make what they make one by one, whatever was folded before', () => {
    assert(
      property(array(happening), array(happening, { minLength: 1 }), (earlier, later) => {
        const events = [...earlier, ...later].map(event);
        const oneByOne = (known: CorrelationStretch | undefined, one: (typeof events)[number]) =>
          correlations.evolve(known, one, 'stretch') ?? undefined;
        const before = events.slice(0, earlier.length).reduce(oneByOne, undefined);
        const untouched = JSON.stringify(before);
        const after = events.slice(earlier.length).reduce(oneByOne, before);
        expect(correlations.evolveAll?.(before, events.slice(earlier.length), 'stretch')).toEqual(after);
        expect(JSON.stringify(before)).toBe(untouched);
      }),
    );
  });
});
