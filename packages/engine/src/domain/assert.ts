/** A broken invariant: our bug. Never caught to carry on. */
export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`invariant broken: ${message}`)
}
