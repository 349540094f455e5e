import type { RoundBody } from '@nunchi/protocol'

/** For tests only. */
export function stop(delivery: string, more: Partial<RoundBody['stops'][number]> = {}): RoundBody['stops'][number] {
  return {
    delivery,
    state: 'out',
    windows: [],
    amounts: {},
    plannedAt: 0,
    arrival: { at: 5, from: 4, until: 9 },
    lateSeconds: 0,
    canUndo: false,
    ...more,
  }
}

/** For tests only. */
export const round: RoundBody = {
  day: '2026-07-27',
  vehicle: 'van',
  name: 'Van',
  state: 'out',
  plan: 'p1',
  depot: { name: 'D', lat: 37, lon: 127, zone: 'Asia/Seoul' },
  stops: [stop('a', { plannedAt: 1 }), stop('b', { plannedAt: 2 }), stop('c', { plannedAt: 3 })],
}

/** For tests only: storage of a phone, in memory, with room for so many entries. */
export function memoryStorage(entriesMax = Number.POSITIVE_INFINITY): Storage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: (n) => [...entries.keys()][n] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => {
      if (!entries.has(name) && entries.size >= entriesMax) throw new Error('full')
      entries.set(name, value)
    },
    removeItem: (name) => void entries.delete(name),
    clear: () => entries.clear(),
  }
}
