import type { EventStoreDBClient } from '@eventstore/db-client';
import type { EventStoreDbAddress } from './eventstoredb-address.ts';
import { eventStoreDbClient } from './eventstoredb-client.ts';
import { BACKWARDS, END } from './eventstoredb-driver.ts';

let serial = 0;

/**
 * A client, and another when it cannot be saved. The client notices a dead connection only while a call is open on it, and
 * calls here end at their deadline before it does; one that was taken and never greeted it does not notice at all. Calls
 * would go into the void for ever, one after another.
 */
export class EventStoreDbConnection {
  readonly credentials: EventStoreDbAddress['credentials'];
  private current: EventStoreDBClient;
  private watched: EventStoreDBClient | undefined;
  private giveUp: NodeJS.Timeout | undefined;
  private closed = false;

  /** Nothing is connected yet. */
  constructor(private readonly address: EventStoreDbAddress) {
    this.credentials = address.credentials;
    this.current = this.newClient();
  }

  get client(): EventStoreDBClient {
    return this.current;
  }

  /**
   * A call on this client got no answer. A read without a deadline is left open on it: either it is answered, or the client
   * gives the connection up and makes another, or, with neither, the client itself is replaced.
   */
  suspect(client: EventStoreDBClient): void {
    if (this.closed || client !== this.current || client === this.watched) return;
    this.watched = client;
    const { credentials } = this;
    const read = client.readAll({ credentials, direction: BACKWARDS, fromPosition: END, maxCount: 1 });
    const settled = (): void => {
      if (this.watched !== client) return;
      this.watched = undefined;
      clearTimeout(this.giveUp);
    };
    read.on('data', () => undefined);
    for (const event of ['end', 'error', 'close'] as const) read.on(event, settled);
    this.giveUp = setTimeout(() => this.replace(client), 2 * this.address.deadAfterMs).unref();
  }

  /** What is still open on the client ends with an error. */
  replace(client: EventStoreDBClient): void {
    if (this.closed || client !== this.current) return;
    clearTimeout(this.giveUp);
    this.watched = undefined;
    this.current = this.newClient();
    void client.dispose();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.giveUp);
    await this.current.dispose();
  }

  private newClient(): EventStoreDBClient {
    return eventStoreDbClient(this.address.connectionString(serial++ % 1_000));
  }
}
