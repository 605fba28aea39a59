/** Another worker holds the lease now; nothing of the batch's checkpoint was stored. Stop and wait for the lease. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(readonly lease: string) {
    super(`The lease ${lease} has passed to another worker.`);
  }
}

export class ReadModelsUnavailable extends Error {
  override readonly name = 'ReadModelsUnavailable';
}
