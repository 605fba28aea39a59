import type { EventStoreDBClient } from '@eventstore/db-client';
import { driver } from './eventstoredb-driver.ts';

/** A client for the connection string. Nothing is connected yet. */
export function eventStoreDbClient(connectionString: string): EventStoreDBClient {
  const warn = console.warn;
  // The client warns of a keep-alive below 10 s at each start; here it is meant. Other warnings are kept.
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).startsWith('Specified KeepAliveInterval')) warn(...words);
  };
  let fault: string;
  try {
    return driver().EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    fault = faultOf(error);
  } finally {
    console.warn = warn;
  }
  throw new Error(`EVENTSTOREDB_URL cannot be used: ${fault}`);
}

/** The client's own text quotes what it could not read, which may be a misplaced password. */
function faultOf(error: unknown): string {
  if (error instanceof Error && 'expected' in error) return `expected ${String(error.expected)}.`;
  return error instanceof Error ? error.message : 'the client refuses it.';
}
