export interface MayInvent {
  /** Make what is missing. Default: everywhere but in production, where nothing is invented. */
  readonly create?: boolean;
}

export function inventsOutsideProduction(): boolean {
  return process.env['NODE_ENV'] !== 'production';
}
