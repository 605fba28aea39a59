// A partner's consumer in full: IDMAJ=https://… TOKEN=… node partner-consumer.mjs state.json
// Everything is told at least once and in order: note the number with what you keep, and a break costs nothing.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const { IDMAJ = 'http://127.0.0.1:3000', TOKEN, WAIT = '30' } = process.env;
const [file = 'state.json'] = process.argv.slice(2);
const headers = { authorization: `Bearer ${TOKEN}`, 'accept-language': 'en' };
const state = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { last: 0, held: {} };

async function ask(address) {
  const response = await fetch(new URL(address, IDMAJ), { headers });
  if (response.ok) return response.json();
  const problem = await response.json();
  throw Object.assign(new Error(`${problem.code}: ${problem.detail}`), { status: response.status });
}

async function take({ sequence, type, subject, dataref }) {
  if (sequence <= state.last) return; // a repeat
  if (type === 'ma.idmaj.consent.subject-withdrawn.v1') {
    for (const [number, held] of Object.entries(state.held)) if (held.subject === subject) delete state.held[number];
  } else if (dataref) {
    // Between the event and its data the consent may end (410): then there is nothing to keep.
    const data = await ask(dataref).catch((error) => (error.status === 410 ? undefined : Promise.reject(error)));
    if (data) state.held[sequence] = { type, subject, ...data };
  }
  state.last = sequence;
}

for (;;) {
  const events = await ask(`/v1/feed?after=${state.last}&limit=100&wait=${WAIT}`);
  for (const event of events) await take(event);
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file); // all of it or nothing
  if (events.length === 0 && WAIT === '0') break;
}
