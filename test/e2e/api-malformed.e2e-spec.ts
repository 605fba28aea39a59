import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { type ApiWorkplace, answered, openApiWorkplace, registration, worker } from './api-workplace.ts';

let workplace: ApiWorkplace;
let recorded: number;

beforeAll(async () => {
  workplace = await openApiWorkplace();
  recorded = await workplace.events();
});
afterAll(async () => {
  await workplace.close();
});
/** Whatever is refused here leaves the log as it was. */
afterEach(async () => {
  expect(await workplace.events()).toBe(recorded);
});

const address = () => `/v1/beneficiaries/${randomUUID()}/register-beneficiary`;
const register = (fields: unknown, headers: Record<string, string> = {}) =>
  workplace.send(address(), fields, { as: worker, headers });
const sign = (fields: object) =>
  workplace.send(`/v1/agreements/${randomUUID()}/sign-agreement`, fields, { as: ['general-coordinator', '*'] });

const withText = (text: string) => ({ ...registration, name: { latin: { given: text, family: 'El Idrissi' } } });

describe('a field at fault', () => {
  it.each([
    ['an unknown field', { ...registration, shoeSize: 42 }, 'shoeSize', 'whitelistValidation'],
    [
      'an unknown field inside another',
      { ...registration, residence: { province: 'MA-LAA', x: 1 } },
      'residence.x',
      'whitelistValidation',
    ],
    ['a missing field', { ...registration, sex: undefined }, 'sex', 'required'],
    ['null where a value is required', { ...registration, sex: null }, 'sex', 'null'],
    ['null where a field may be left out', { ...registration, phone: null }, 'phone', 'null'],
    ['null inside a list', { ...registration, identifiers: [null] }, 'identifiers[0]', 'null'],
    ['a number for text', { ...registration, placingCourt: 7 }, 'placingCourt', 'isString'],
    ['text for a number', { ...registration, birthDate: undefined, birthYear: '1990' }, 'birthYear', 'isInt'],
    ['an object for text', { ...registration, placingCourt: {} }, 'placingCourt', 'isString'],
    ['a list for an object', { ...registration, residence: [{ province: 'MA-LAA' }] }, 'residence', 'isObject'],
    ['text for an object', { ...registration, name: 'Amina' }, 'name', 'isObject'],
    ['an object for a list', { ...registration, identifiers: { type: 'cin' } }, 'identifiers', 'isArray'],
    ['a day the calendar lacks', { ...registration, birthDate: '1991-02-30' }, 'birthDate', 'isLocalDate'],
    ['a code nobody knows', { ...registration, sex: 'other' }, 'sex', 'isIn'],
    [
      'a province nobody knows',
      { ...registration, residence: { province: 'MA-XXX' } },
      'residence.province',
      'isProvince',
    ],
    ['a text too long', withText('a'.repeat(101)), 'name.latin.given', 'isLength'],
    ['an empty text', withText(''), 'name.latin.given', 'isLength'],
    ['only blanks', withText('   '), 'name.latin.given', 'isVisibleText'],
    ['direction marks', withText('Ami\u202ena'), 'name.latin.given', 'noBidiControls'],
    ['a control character', withText('Ami\u0000na'), 'name.latin.given', 'noBidiControls'],
    ['half a character', withText('Ami\ud800na'), 'name.latin.given', 'isVisibleText'],
    ['a name of every object', { ...registration, toString: 'x' }, 'toString', 'forbiddenKey'],
  ])('%s is named with its path', async (_what, fields, field, code) => {
    const response = await register(fields);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toContainEqual({ field, code, message: expect.any(String) });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('named %s is forbidden, at any depth', async (name) => {
    const text = JSON.stringify({ ...registration, phone: 'X' }).replace('"X"', `{"${name}": {"admin": true}}`);
    const deep = (await register(text)).json();
    expect(deep.errors).toContainEqual(expect.objectContaining({ field: `phone.${name}`, code: 'forbiddenKey' }));
    const top = (await register(`{"${name}": {}, ${JSON.stringify(registration).slice(1)}`)).json();
    expect(top.errors).toEqual([expect.objectContaining({ field: name, code: 'forbiddenKey' })]);
  });

  it.each(['1e400', '-1e400', '9007199254740993'])('that is the number %s is not exact', async (number) => {
    const text = JSON.stringify({ ...registration, birthDate: undefined, birthYear: 1 }).replace(':1}', `:${number}}`);
    const { errors } = (await register(text)).json();
    expect(errors).toEqual([expect.objectContaining({ field: 'birthYear', code: 'too-large-number' })]);
  });

  it('does not hide the others: all are named, each once', async () => {
    const response = await register({
      sex: 3,
      birthDate: 'yesterday',
      residence: {},
      identifiers: [{ type: 'x' }],
      x: 1,
    });
    expect(
      response
        .json()
        .errors.map(({ field, code }: any) => `${field} ${code}`)
        .sort(),
    ).toEqual([
      'birthDate isLocalDate',
      'identifiers[0].type isIn',
      'identifiers[0].value required',
      'name required',
      'residence.province required',
      'sex isIn',
      'x whitelistValidation',
    ]);
  });

  it('deeper than any command goes is refused where it is', async () => {
    const { errors } = (await register({ ...registration, phone: JSON.parse('['.repeat(50) + ']'.repeat(50)) })).json();
    expect(errors).toEqual([expect.objectContaining({ field: `phone${'[0]'.repeat(9)}`, code: 'too-deep' })]);
    expect((await register('['.repeat(100_000))).statusCode).toBe(400);
    expect((await register(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).statusCode).toBe(400);
  });

  it('inside a list is named by its place, with what it may be', async () => {
    const response = await sign({
      shares: [
        { party: 'INDH', percent: 50 },
        { party: 'Conseil', percent: 101 },
      ],
    });
    expect(response.json().errors).toContainEqual({
      field: 'shares[1].percent',
      code: 'max',
      message: 'The value must be at most 100.',
    });
  });

  it.each([
    ['ar', 'هذه الخانة ضرورية.', 'طلب غير صحيح'],
    ['fr-FR, en;q=0.5', 'Ce champ est obligatoire.', 'Demande mal formée'],
    ['en', 'This field is required.', 'Malformed request'],
    ['de', 'هذه الخانة ضرورية.', 'طلب غير صحيح'],
  ])('is told in the language asked for: %s', async (language, message, title) => {
    const response = await register({ ...registration, sex: undefined }, { 'accept-language': language });
    expect(response.json()).toMatchObject({ title, status: 400, code: 'request.malformed', errors: [{ message }] });
    expect(response.headers['content-language']).toBe(/^(fr|en)/.exec(language)?.[0] ?? 'ar');
  });
});

describe('a body', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"sex": female}'],
    ['NaN', '{"birthYear": NaN}'],
    ['Infinity', '{"birthYear": Infinity}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"Amina"'],
    ['a byte-order mark', '\ufeff{}'],
  ])('of %s is not one JSON object', async (_what, text) => {
    expect((await register(text)).json()).toMatchObject({ status: 400, code: 'request.not-json' });
  });

  it('that is not UTF-8 is not JSON', async () => {
    expect((await register(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).json()).toMatchObject({
      code: 'request.not-json',
    });
  });

  it('that names a field twice is refused: which one was meant nobody can tell', async () => {
    const response = await register(`{"sex":"male",${JSON.stringify(registration).slice(1)}`);
    expect(response.json()).toMatchObject({ status: 400, code: 'request.repeated-name' });
  });

  it('over 256 KiB is too large', async () => {
    const response = await register({ ...registration, placingCourt: 'a'.repeat(256 * 1024) });
    expect(response.json()).toMatchObject({ status: 413, code: 'request.too-large' });
  });

  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['multipart/form-data; boundary=x', {}],
    ['application/json; charset=iso-8859-1', {}],
    ['application/jsonp', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('of type %s %p is not taken', async (type, headers) => {
    const response = await register(registration, { 'content-type': type, ...headers });
    expect(response.json()).toMatchObject({ status: 415, code: 'request.media-type' });
  });
});

describe('an address', () => {
  it('that nothing answers to is not found, and says so as a problem', async () => {
    for (const nothing of ['/', '/v1', '/v1/nobody', '/v1/beneficiaries/x/y/z', '/v2/cases', '/.env']) {
      const response = await workplace.ask(nothing);
      expect(response.json()).toMatchObject({ status: 404, code: 'request.not-found' });
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    }
  });

  it('takes only its own methods, and names them', async () => {
    const ask = async (method: string, path: string) => answered(await fetch(`${workplace.origin}${path}`, { method }));
    const put = await ask('PUT', address());
    expect(put.json()).toMatchObject({ status: 405, code: 'request.method' });
    expect(put.headers.allow).toBe('POST');
    expect((await ask('DELETE', '/v1/cases')).headers.allow).toBe('GET, HEAD');
    expect((await ask('OPTIONS', '/v1/cases')).headers['access-control-allow-origin']).toBeUndefined();
    expect((await ask('POST', '/health/live')).statusCode).toBe(405);
  });

  it('that cannot be read is malformed', async () => {
    expect((await workplace.ask('/v1/cases/%zz')).json()).toMatchObject({ status: 400, code: 'request.bad-address' });
    expect((await workplace.ask(`/v1/cases/${'a'.repeat(600)}`, { as: worker })).statusCode).toBe(400);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('written as %s is answered before the connection closes', async (_what, bytes, status) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(workplace.origin).port), '127.0.0.1', () => socket.write(bytes));
      let heard = '';
      socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
      socket.on('end', () => resolve(heard)).on('error', reject);
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });
});
