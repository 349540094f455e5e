/** The sizes at which input is refused, in one place so that docs, schemas and checks agree. */
export const limits = {
  idLengthMax: 256,
  titleLengthMax: 1_000,
  tagLengthMax: 200,
  queryLengthMax: 500,
  categoryLevelsMax: 8,
  attributesMax: 50,
  linesPerOrderMax: 2_000,
  productsPerListMax: 200,
  eventBytesMax: 32 * 1024,
  batchBytesMax: 4 * 1024 * 1024,
  eventsPerBatchMax: 5_000,
  /** A client's clock may be this far ahead before its time is replaced by ours. */
  clockAheadMsMax: 5 * 60_000,
  /** Events older than this are refused: a clock gone wrong, not a late arrival. Imports are exempt. */
  lateMsMax: 400 * 86_400_000,
} as const
