/** The sizes at which input is refused, in one place so that docs, schemas and checks agree. */
export const limits = {
  idLengthMax: 256,
  titleLengthMax: 1_000,
  /** Of an offer of a mall; feeds give whole pages. */
  descriptionLengthMax: 5_000,
  tagLengthMax: 200,
  /** A tag with its type and all its levels. */
  wholeTagLengthMax: 2_048,
  queryLengthMax: 500,
  categoryLevelsMax: 8,
  attributesMax: 50,
  linesPerOrderMax: 2_000,
  productsPerListMax: 200,
  /** An order of 2,000 lines fits. */
  eventBytesMax: 192 * 1024,
  batchBytesMax: 4 * 1024 * 1024,
  eventsPerBatchMax: 5_000,
  priceUpdatesPerCallMax: 10_000,
  /** A body whose sender has not shown a key before it (the key is inside, as browsers' beacons send it). */
  keylessBytesMax: 512 * 1024,
  /** A body that is a question, not a batch. */
  askBytesMax: 256 * 1024,
  /** Levels of objects and lists in one event. */
  depthMax: 24,
  traitsMax: 200,
  traitLengthMax: 2_000,
  traitDepthMax: 6,
  keyNameLengthMax: 100,
  quantityMax: 1_000_000,
  dwellMsMax: 6 * 3_600_000,
  itemsPerModuleMax: 100,
  productsPerRankMax: 1_000,
  interestsMax: 200,
  hiddenPerCallMax: 100,
  /** Things one shopper hides. */
  hiddenMax: 1_000,
  /**
   * Names that nobody has heard of, which one publishable key may bring in a day: devices and users; products that the
   * catalogue lacks; tags (brands, categories, words of titles) of such products. Each takes memory for good.
   */
  newShoppersPerDayMax: 1_000_000,
  newProductsPerDayMax: 100_000,
  newTagsPerDayMax: 500_000,
  /** Subscriptions to prices that one publishable key, and one shopper with such a key, may begin in a day: each takes memory until it ends. */
  newSubscriptionsPerDayMax: 200_000,
  newSubscriptionsPerShopperPerDayMax: 400,
  /** Of one routing problem: jobs and both ends of shipments, vehicles, and what it takes to say it with its matrices. */
  routeTasksMax: 10_000,
  routeVehiclesMax: 2_000,
  routePlacesMax: 10_000,
  routeBytesMax: 32 * 1024 * 1024,
  /** Share of the pages on which something may be tried by chance. */
  exploreShareMax: 0.2,
  /** A client's clock may be this far ahead before its time is replaced by ours. */
  clockAheadMsMax: 5 * 60_000,
  /** Events older than this are refused: a clock gone wrong, not a late arrival. Imports are exempt. */
  lateMsMax: 400 * 86_400_000,
} as const
