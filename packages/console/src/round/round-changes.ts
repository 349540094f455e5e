import type { RoundBody } from '@nunchi/protocol'

type Stop = RoundBody['stops'][number]
/** What a dispatcher, or a shopper who called off, changed on what is left of a round. */
export type RoundChanges = {
  readonly added: readonly Stop[]
  readonly gone: readonly Stop[]
  readonly isReordered: boolean
}

/** What differs between a round as it was seen and as it is told now; undefined where a driver would notice nothing. O(stops). */
export function changesOf(seen: RoundBody | undefined, now: RoundBody): RoundChanges | undefined {
  if (seen === undefined || seen.day !== now.day || seen.vehicle !== now.vehicle) return undefined
  if (seen.state === 'none' || seen.state === 'ended') return undefined
  const before = new Map(seen.stops.map((stop) => [stop.delivery, stop]))
  const after = new Map(now.stops.map((stop) => [stop.delivery, stop]))
  const left = seen.stops.filter(isLeft)
  const gone = left.filter(({ delivery }) => !after.has(delivery) || after.get(delivery)!.state === 'cancelled')
  const added = now.stops.filter((stop) => isLeft(stop) && !before.has(stop.delivery))
  const stays = left.flatMap(({ delivery }) => {
    const stop = after.get(delivery)
    return stop && isLeft(stop) ? [delivery] : []
  })
  const order = now.stops.flatMap(({ delivery }) => (stays.includes(delivery) ? [delivery] : []))
  const isReordered = order.some((delivery, n) => delivery !== stays[n])
  return added.length > 0 || gone.length > 0 || isReordered ? { added, gone, isReordered } : undefined
}

/** Whether something is still to be brought. */
export function isLeft({ endedAt, state }: Stop): boolean {
  return endedAt === undefined && state !== 'cancelled'
}

/** Whether the vehicle comes back to its depot first, to load this and what comes after it. */
export function isToBeLoaded({ reload }: Stop): boolean {
  return reload !== undefined && !reload.isOver
}

/** What is left and on board, or is loaded before the vehicle sets out: all before it loads again. */
export function onBoard(stops: readonly Stop[]): readonly Stop[] {
  const next = stops.findIndex(isToBeLoaded)
  return (next < 0 ? stops : stops.slice(0, next)).filter(isLeft)
}
