import { WITHHELD } from '#libs/partner-feed';
import { Parser } from '@asyncapi/parser';
import { type ApiWorkplace, openApiWorkplace } from './api-workplace.ts';

let workplace: ApiWorkplace;
beforeAll(async () => {
  workplace = await openApiWorkplace();
});
afterAll(() => workplace.close());

describe('the description of the feed', () => {
  it('is valid AsyncAPI 3 and open to everybody', async () => {
    const response = await workplace.ask('/asyncapi.json');
    const { document, diagnostics } = await new Parser().parse(response.body);
    expect(diagnostics.filter(({ severity }) => Number(severity) === 0)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    expect(document?.allMessages().all().length).toBeGreaterThan(9);
  });

  it('publishes the schema of every type', async () => {
    const response = await workplace.ask('/v1/feed/schemas/ma.idmaj.case.case-closed.v1');
    expect(response.json()).toMatchObject({ additionalProperties: false, required: ['province', 'outcome'] });
    expect((await workplace.ask(`/v1/feed/schemas/${WITHHELD}`)).statusCode).toBe(200);
    expect((await workplace.ask('/v1/feed/schemas/constructor')).statusCode).toBe(404);
    const { paths } = (await workplace.ask('/openapi.json')).json();
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/feed', '/v1/feed/stream', '/v1/feed/data/{key}']));
  });
});
