type Table = Record<string, number>

/** What reading and mapping made of the rows so far. Plain numbers, so that a checkpoint can hold them. */
export type ReadCounts = {
  /** Rows read, the unreadable ones included. */
  rows: number
  /** Items made of them. One order is one item of many rows. */
  items: number
  rejected: number
  readonly rejectedBy: Table
  readonly skippedBy: Table
  readonly warnings: Table
  /** Items by kind of event. */
  readonly kinds: Table
}

/** What the shop said of the items so far. */
export type SentCounts = {
  items: number
  accepted: number
  duplicates: number
  dropped: number
  rejected: number
  readonly rejectedBy: Table
}

/** Both halves, for people: `rejected` counts rows we refused and items the shop refused. */
export type ImportCounts = Readonly<ReadCounts> & Pick<SentCounts, 'accepted' | 'duplicates' | 'dropped'>

/** The counts of a file of which nothing has been read yet. */
export function noneRead(): ReadCounts {
  return { rows: 0, items: 0, rejected: 0, rejectedBy: {}, skippedBy: {}, warnings: {}, kinds: {} }
}

/** The counts of an import of which nothing has been sent yet. */
export function noneSent(): SentCounts {
  return { items: 0, accepted: 0, duplicates: 0, dropped: 0, rejected: 0, rejectedBy: {} }
}

/** Whether rows were rejected and none was of any use: neither taken, nor left out by a rule. */
export function isNothingUsable({ rejected, accepted, duplicates, dropped, skippedBy }: ImportCounts): boolean {
  return rejected > 0 && accepted + duplicates + dropped === 0 && Object.keys(skippedBy).length === 0
}

/** Counts one more under `key`. */
export function bump(table: Table, key: string): void {
  table[key] = (table[key] ?? 0) + 1
}

/** Both halves of the counts as people are shown them. */
export function together(read: ReadCounts, sent: SentCounts): ImportCounts {
  const rejectedBy = { ...read.rejectedBy }
  for (const [key, count] of Object.entries(sent.rejectedBy)) rejectedBy[key] = (rejectedBy[key] ?? 0) + count
  const { accepted, duplicates, dropped } = sent
  return { ...read, accepted, duplicates, dropped, rejected: read.rejected + sent.rejected, rejectedBy }
}
