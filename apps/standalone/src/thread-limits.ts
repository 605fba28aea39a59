/**
 * For threads beside the door. What is young in a heap outlives little there, so eight mebibytes a half do as well as
 * sixteen, and a start takes 10 MB less.
 */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 24 };
