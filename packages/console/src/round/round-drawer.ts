import type { RoundAction, RoundBody } from '@nunchi/protocol'
import { takeKeyFromAddress } from '../session/key-store.ts'

const places = { key: 'nunchi.round.key', round: 'nunchi.round.last', acts: 'nunchi.round.acts' } as const

/** Acts that the server has not answered for, with the day that they are of. */
export type Kept = { readonly day: string; readonly act: RoundAction }

/** The driver's key: of the link that was opened, else of the last one. A phone closes pages by itself, so it outlives them. */
export function driverKey(): string | undefined {
  const given = takeKeyFromAddress()
  if (given === undefined) return read<string>(places.key)
  if (given !== read<string>(places.key)) {
    keepRound(undefined) // another driver's
    keepActs([])
  }
  write(places.key, given)
  return given
}

/** The round as the server told it last, for a start without a network. */
export function keptRound(): RoundBody | undefined {
  return read<RoundBody>(places.round)
}

/** Keeps what the server told; undefined forgets it. */
export function keepRound(round: RoundBody | undefined): void {
  write(places.round, round)
}

/** What still has to be sent, in the order in which it happened. */
export function keptActs(): readonly Kept[] {
  return read<Kept[]>(places.acts) ?? []
}

/** Keeps what still has to be sent. */
export function keepActs(acts: readonly Kept[]): void {
  write(places.acts, acts)
}

function read<Value>(place: string): Value | undefined {
  try {
    const text = window.localStorage.getItem(place)
    return text === null ? undefined : (JSON.parse(text) as Value)
  } catch {
    return undefined
  }
}

function write(place: string, value: unknown): void {
  try {
    if (value === undefined) window.localStorage.removeItem(place)
    else window.localStorage.setItem(place, JSON.stringify(value))
  } catch {
    // Forbidden or full: it then lasts as long as the page.
  }
}
