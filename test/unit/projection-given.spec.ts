import { givenProjection, happenedTo } from '../support/given-projection.ts';
import {
  ToolsBought,
  ToolsReturned,
  totals,
  WorkshopClosed,
  WorkshopPainted,
  workshops,
} from '../support/projection-workplace.ts';

const bought = (centimes: number) => ToolsBought({ province: 'MA-AGD', centimes });

describe('A projection', () => {
  it('makes one document of the events of one workshop', () => {
    givenProjection(
      workshops,
      happenedTo('a', bought(100)),
      happenedTo('b', bought(5)),
      happenedTo('a', WorkshopPainted({ colour: 'blue' })),
      happenedTo('a', ToolsReturned({ province: 'MA-AGD', centimes: 40 })),
    ).then({
      a: { id: 'a', province: 'MA-AGD', centimes: 60, history: [0, 2] },
      b: { id: 'b', province: 'MA-AGD', centimes: 5, history: [0] },
    });
  });

  it('makes several documents of one event', () => {
    givenProjection(totals, happenedTo('a', bought(100))).thenAmongOthers({
      all: { centimes: 100 },
      'MA-AGD': { centimes: 100 },
    });
  });

  it('removes a document', () => {
    givenProjection(workshops, happenedTo('a', bought(1)), happenedTo('a', WorkshopClosed({}))).thenNothing();
  });

  it('must leave the document it is given as it was', () => {
    const counting = {
      ...totals,
      evolve: (before: { n: number } | undefined) => (before ? ((before.n += 1), before) : { n: 0 }),
    };
    expect(() =>
      givenProjection(counting, happenedTo('a', bought(1)), happenedTo('a', bought(2))).thenNothing(),
    ).toThrow(/evolve changed/);
  });
});
