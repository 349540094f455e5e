/** Keeps the versions of learned models. What a model was learned from is in the log, so a lost one can be learned again. */
export interface ModelStore {
  /** Stores a version whole or not at all, and drops the oldest beyond the ten newest; neither it nor `kept` is dropped. */
  save(version: string, model: unknown, kept?: string): Promise<void>
  /** What was saved; undefined when there is no such version. @throws Error when it cannot be read */
  load(version: string): Promise<unknown>
  /** Every version, the newest (by name) first. */
  list(): Promise<readonly string[]>
}

/** Versions kept. */
export const modelsKept = 10
/** What a version may be called: it is a file's name. */
export const versionPattern = /^[0-9A-Za-z-]{1,60}$/
