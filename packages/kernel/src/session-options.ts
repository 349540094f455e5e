import type { SessionKnnOptions, SessionLikeness } from './session-knn.ts'

/** What `tune` may choose: how past sessions are weighed, and what an item of the query counts of the one behind it. */
export type SessionTuning = SessionLikeness & { readonly earlier: number }

export type NextInSessionOptions = SessionKnnOptions & {
  /** Items kept for each item as going with it, in each direction. */
  readonly neighboursMax: number
  /** Items that the blend looks at closer: what bounds its time. */
  readonly candidatesMax: number
  /** Units of the hidden layer. */
  readonly hidden: number
  /** Sessions after which a click counts half for what is clicked of late. */
  readonly lateHalfLife: number
  readonly seed: number
}

/** What serves a shop of some ten thousand items. */
export const sessionDefaults: NextInSessionOptions = {
  sessionsMax: 1_000_000,
  itemsPerSessionMax: 60,
  sessionsPerItemMax: 2_000,
  neighboursMax: 200,
  candidatesMax: 150,
  hidden: 16,
  lateHalfLife: 10_000,
  seed: 1,
}

/** Where tuning starts, and what is used without. */
export const tuningStart: SessionTuning = {
  postingsMax: 5_000,
  neighbours: 500,
  positionHalfLife: 1.5,
  ageHalfLife: 200_000,
  distanceHalfLife: 2.5,
  backward: 0.9,
  sizePower: 0.25,
  rarityPower: 1,
  earlier: 0.6,
}

/** The parameters in the order in which snapshots hold them. */
export const tuningNames = Object.keys(tuningStart) as readonly (keyof SessionTuning)[]

/** @throws RangeError for an option that is not above 0, or more postings an item than a ring can number */
export function checkedOptions(options: Partial<NextInSessionOptions>): NextInSessionOptions {
  const all = { ...sessionDefaults, ...options }
  for (const [name, value] of Object.entries(all))
    if (!(value > 0)) throw new RangeError(`NextInSession: ${name} is ${value}; give a number above 0`)
  if (all.sessionsPerItemMax > 65_535)
    throw new RangeError(`NextInSession: sessionsPerItemMax is ${all.sessionsPerItemMax}; give at most 65535`)
  return all
}
