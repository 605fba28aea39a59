import { commands } from '#libs/casework';
import { StoreUnavailable } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { Validator } from '@seriousme/openapi-schema-validator';
import { randomUUID } from 'node:crypto';
import { readText } from '../../apps/api/src/door/json-body.ts';
import { readFields } from '../../apps/api/src/commands/read-fields.ts';
import { type ApiWorkplace, openApiWorkplace, registerSomeone, registration, worker } from './api-workplace.ts';

let workplace: ApiWorkplace;
beforeAll(async () => {
  workplace = await openApiWorkplace();
});
afterAll(async () => {
  await workplace.close();
});

describe('the OpenAPI document', () => {
  it('is valid 3.1 and open to everybody', async () => {
    const response = await workplace.ask('/openapi.json');
    const { valid, errors } = await new Validator().validate(response.json());
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(response.json().openapi).toMatch(/^3\.1/);
  });

  it('holds every command that a person may send, with an example that passes its checks', async () => {
    const { paths } = (await workplace.ask('/openapi.json')).json();
    for (const { aggregate, name, sentBy, command } of commands) {
      const path = paths[`/v1/${aggregate.plural}/{id}/${name}`];
      if (sentBy.every((role) => role === 'process')) expect(path).toBeUndefined();
      else {
        const { example, schema } = path.post.requestBody.content['application/json'];
        expect(schema.additionalProperties).toBe(false);
        const read = () => readFields(command, readText(JSON.stringify(example)));
        expect([name, problemOf(read)]).toEqual([name, undefined]);
      }
    }
  });

  it('says what a list of parts holds', async () => {
    const { paths } = (await workplace.ask('/openapi.json')).json();
    const { schema } = paths['/v1/agreements/{id}/sign-agreement'].post.requestBody.content['application/json'];
    expect(schema.properties.shares).toMatchObject({
      type: 'array',
      minItems: 1,
      items: { type: 'object', properties: { party: { type: 'string' }, percent: {} }, required: ['party', 'percent'] },
    });
    expect(schema.required).toContain('shares');
  });
});

function problemOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.errors : error;
  }
}

describe('health', () => {
  it('is alive, and ready while it keeps up', async () => {
    expect((await workplace.ask('/health/live')).json()).toEqual({ status: 'ok' });
    const ready = await workplace.ask('/health/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({ status: 'ok', details: { 'event-store': { status: 'up' } } });
  });

  it('is not ready where the event store cannot be reached, and commands are told to come back', async () => {
    const down = () => Promise.reject(new StoreUnavailable('gone'));
    const without = await openApiWorkplace({}, (idmaj) => ({
      ...idmaj,
      events: Object.assign(Object.create(idmaj.events) as typeof idmaj.events, { head: down }),
      desk: Object.assign(Object.create(idmaj.desk) as typeof idmaj.desk, {
        send: () => Promise.reject(new Problem('service.unavailable')),
      }),
    }));
    const ready = await without.ask('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json().details['event-store'].status).toBe('down');
    const sent = await without.send(`/v1/beneficiaries/${randomUUID()}/register-beneficiary`, registration, {
      as: worker,
    });
    expect(sent.json()).toMatchObject({ status: 503, code: 'service.unavailable' });
    expect(sent.headers['retry-after']).toBe('5');
    expect((await without.ask('/v1/beneficiaries?position=1', { as: worker })).statusCode).toBe(503);
    await without.close();
  });
});

describe('metrics', () => {
  it('count commands by how they ended and tell the lag, without a word about anybody', async () => {
    const { id } = await registerSomeone(workplace);
    await workplace.send(`/v1/beneficiaries/${id}/register-beneficiary`, { ...registration, sex: 'x' }, { as: worker });
    const { body, headers } = await workplace.ask('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toMatch(/idmaj_commands_total\{command="register-beneficiary",outcome="accepted"\} \d/);
    expect(body).toMatch(/idmaj_commands_total\{command="register-beneficiary",outcome="request.malformed"\} \d/);
    expect(body).toMatch(/idmaj_projection_lag_events\{projection="people"\} \d/);
    expect(body).toContain('idmaj_command_seconds_bucket');
    expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|Idrissi|amina/);
  });

  it('asked for through a proxy want an administrator’s token', async () => {
    const through = { 'x-forwarded-for': '203.0.113.7' };
    expect((await workplace.ask('/metrics', { headers: through })).statusCode).toBe(401);
    expect((await workplace.ask('/metrics', { headers: through, as: worker })).statusCode).toBe(403);
    expect((await workplace.ask('/metrics', { headers: through, as: ['administrator', '*'] })).statusCode).toBe(200);
  });
});

describe('an application that is told to close', () => {
  it('finishes what is in flight, takes nothing new, and then is gone', async () => {
    let proceed = (): void => undefined;
    const arrived = { signal: (): void => undefined };
    const inside = new Promise<void>((resolve) => (arrived.signal = resolve));
    const closing = await openApiWorkplace({}, (idmaj) => {
      const desk = Object.assign(Object.create(idmaj.desk) as typeof idmaj.desk, {
        send: async (sent: Parameters<typeof idmaj.desk.send>[0]) => {
          arrived.signal();
          await new Promise<void>((resolve) => (proceed = resolve));
          return idmaj.desk.send(sent);
        },
      });
      return { ...idmaj, desk };
    });
    const sent = registerSomeone(closing);
    await inside;
    const closed = closing.api.close();
    const late = await closing.ask('/v1/beneficiaries', { as: worker }).catch(() => undefined);
    expect([undefined, 503]).toContain(late?.statusCode);
    proceed();
    await expect(sent).resolves.toMatchObject({ position: expect.any(String) });
    await closed;
    await expect(closing.ask('/health/live')).rejects.toThrow('fetch failed');
    await closing.close();
  });
});
