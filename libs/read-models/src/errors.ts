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

/** Nobody prepared the collection, or it was dropped after a rebuild took its place. Resolve the name again. */
export class UnknownCollection extends Error {
  override readonly name = 'UnknownCollection';

  constructor(readonly collection: string) {
    super(`The collection ${collection} does not exist. Prepare it, or ask which one is live now.`);
  }
}

/** A query names a field that no index of the collection covers; a fault of the program that made it. */
export class UndeclaredIndex extends Error {
  override readonly name = 'UndeclaredIndex';

  constructor(
    readonly collection: string,
    readonly field: string,
    use: string,
  ) {
    super(`${collection} cannot ${use} ${field}: declare it among the indexes of its projection.`);
  }
}
