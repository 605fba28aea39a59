// Says on which servers the engine tests are about to run.
import { execFileSync } from 'node:child_process';

console.log(`EventStoreDB: ${server('EVENTSTOREDB_URL') ?? 'the stand-in of test/support/event-store-stand-in'}`);
console.log(`MongoDB: ${server('MONGODB_URL') ?? ferretDb()}`);

/** The hosts alone: the rest of a connection string may hold a password. */
function server(variable) {
  const url = process.env[variable];
  if (!url) return undefined;
  const hosts = /^[^/]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(url)?.[1] ?? 'unreadable';
  return `the server of ${variable} (${hosts})`;
}

function ferretDb() {
  const path = `${process.env.PATH ?? ''}:/usr/local/go/bin`;
  try {
    const version = execFileSync('go', ['version'], { env: { ...process.env, PATH: path }, encoding: 'utf8' });
    return `FerretDB 1.24.2, built here by ${version.split(' ')[2]}`;
  } catch {
    return 'NOT RUN. Install Go 1.24 or newer, or set MONGODB_URL to a running server.';
  }
}
