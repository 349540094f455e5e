/** One figure. Names are those of the published protocol: set 'amazon-beauty', metric 'NDCG@10'. */
export type BenchRow = {
  /** The data, or the part of it, that was measured on. */
  readonly set: string
  /** What was measured: a policy, an algorithm, a yardstick. */
  readonly variant: string
  readonly metric: string
  readonly value: number
  /** 'events/s', 'ms', 'bytes'; empty for a plain number. */
  readonly unit: string
}

export type BenchResult = {
  readonly rows: readonly BenchRow[]
  /** Sentences that people need in order to read the figures. */
  readonly notes?: readonly string[]
}

export type BenchOptions = {
  /** File or folder in its published format; given whenever the bench says what it reads. */
  readonly data: string
  readonly seed: number
  /** The bench's own options, as given: { requests: '1000' }; a flag that is set is 'yes'. */
  readonly own: Readonly<Record<string, string | undefined>>
  /** Tells people how far it is; never part of the result. */
  readonly progress: (text: string) => void
}

/** One benchmark: bench/src/NAME/index.ts exports it as `bench`. */
export type Bench = {
  readonly name: string
  /** One line for --list. */
  readonly says: string
  /** What --data must name; absent when the bench reads nothing. */
  readonly reads?: string
  /** The bench's own options: name -> what it means. */
  readonly options?: Readonly<Record<string, string>>
  /** The bench's own options that take no value: name -> what it means. */
  readonly flags?: Readonly<Record<string, string>>
  readonly run: (options: BenchOptions) => Promise<BenchResult>
}
