/** Where the decorators of class-transformer write what they are told. The package declares no types for this file. */
declare module 'class-transformer/cjs/storage.js' {
  export const defaultMetadataStorage: {
    findTypeMetadata(
      target: new () => object,
      property: string,
    ): { readonly typeFunction: () => new () => object } | undefined;
  };
}
