import { addProjections } from '../../apps/cli/src/projections.ts';
import { HistoryWorkplace, malikaIsReleased } from '../support/history-workplace.ts';
import { saidByCli, workingIn } from '../support/said-by-cli.ts';

describe('idmaj projections parked', () => {
  let place: HistoryWorkplace;
  let goBack: () => void;
  beforeAll(async () => {
    place = await HistoryWorkplace.open();
    await malikaIsReleased(place);
    await place.runner.caughtUpTo(await place.idmaj.events.head());
    goBack = workingIn(place.folder);
  });
  afterAll(async () => {
    goBack();
    await place.close();
  });

  const idmaj = (...words: string[]) => saidByCli(addProjections, words);

  it.each([
    ['en', 'No events are parked. There is nothing to replay.\n'],
    ['fr', 'Aucun événement n’est mis de côté. Il n’y a rien à rejouer.\n'],
    ['ar', 'لا أحداث معلقة لإعادتها. لا حاجة إلى إجراء.\n'],
  ])('says in %s that nothing is parked', async (language, told) => {
    expect(await idmaj('projections', 'parked', '--lang', language)).toBe(told);
    expect(await idmaj('projections', 'parked', 'people', '--lang', language)).toBe(told);
  });

  it('names what is parked, and says nothing else', async () => {
    const { live = '' } = (await place.idmaj.views.status()).find(({ name }) => name === 'people') ?? {};
    const position = await place.idmaj.events.head();
    const event = { key: 'p1', position, stream: 'case-p1', type: 'NoteWritten', error: 'TypeError' };
    await place.idmaj.readModels.save([{ collection: live, replacements: [], parked: [event] }]);
    const told = `people  ${position}  case-p1  NoteWritten  TypeError\n`;
    expect(await idmaj('projections', 'parked', '--lang', 'en')).toBe(told);
  });
});
