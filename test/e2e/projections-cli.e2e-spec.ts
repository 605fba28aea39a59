import { Command } from 'commander';
import { addProjections } from '../../apps/cli/src/projections.ts';
import { HistoryWorkplace, malikaIsReleased } from '../support/history-workplace.ts';

describe('idmaj projections parked', () => {
  let place: HistoryWorkplace;
  const { IDMAJ_DATA } = process.env;
  beforeAll(async () => {
    place = await HistoryWorkplace.open();
    await malikaIsReleased(place);
    await place.runner.caughtUpTo(await place.idmaj.events.head());
    process.env['IDMAJ_DATA'] = place.folder;
  });
  afterAll(async () => {
    if (IDMAJ_DATA === undefined) delete process.env['IDMAJ_DATA'];
    else process.env['IDMAJ_DATA'] = IDMAJ_DATA;
    await place.close();
  });

  const idmaj = async (...words: string[]): Promise<string> => {
    let said = '';
    const program = new Command('idmaj').option('--lang <lang>').exitOverride();
    addProjections(program, (text) => (said += text));
    await program.parseAsync(['node', 'idmaj', ...words]);
    return said;
  };

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
