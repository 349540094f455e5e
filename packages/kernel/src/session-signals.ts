/** What the models of a session say of an item: the columns of the table that they fill. */
export const sessionSignals = [
  'near',
  'alike',
  'pair',
  'next',
  'forwardLast',
  'backwardLast',
  'forward',
  'backward',
  'hops',
  'repeat',
] as const

export type SessionSignal = (typeof sessionSignals)[number]

/** Signal -> its column. */
export const signalOf = Object.fromEntries(sessionSignals.map((name, column) => [name, column])) as Readonly<
  Record<SessionSignal, number>
>

/** What was looked at so far in a session, oldest first: `items[0..length)`, with its repeats. */
export type SessionQuery = { readonly items: Uint32Array; readonly length: number }
