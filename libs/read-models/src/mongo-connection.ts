import type { MongoClient } from 'mongodb';
import { ReadModelsUnavailable } from './errors.ts';
import { speaking } from './mongo-errors.ts';

/**
 * The driver keeps a connection alive by itself, but one that could not be made the first time it never tries again
 * unless it is told to connect: a program that starts before its server would stay without it.
 */
export class MongoConnection {
  private connecting: Promise<unknown> | undefined;
  private isMade = false;
  private isClosed = false;

  constructor(private readonly client: MongoClient) {}

  /** Runs a conversation on a connection that was made at least once. Error: `ReadModelsUnavailable`. */
  async speaking<T>(conversation: () => Promise<T>): Promise<T> {
    if (this.isClosed) throw new ReadModelsUnavailable('The read models are closed.');
    return speaking(async () => {
      if (!this.isMade) await this.make();
      return conversation();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.connecting?.catch(() => undefined);
    await this.client.close();
  }

  private async make(): Promise<void> {
    this.connecting ??= this.client.connect();
    try {
      await this.connecting;
      this.isMade = true;
    } finally {
      this.connecting = undefined;
    }
  }
}
