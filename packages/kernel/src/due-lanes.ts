import { grown } from './grown.ts'

/** When a row is due, in which lane, and with whom it belongs together. */
export type Due = {
  readonly lane: number
  /** Rows of one lane that are due at the same moment come in the order of this, so that what goes to one place comes together. */
  readonly recipient: number
  /** Any number that grows with time. */
  readonly dueAt: number
}

/** Lanes and rows are named as whoever asks names them. */
export type DueAsk<Lane = number, Row = number> = {
  readonly now: number
  readonly countMax: number
  /** Of one lane. */
  readonly perLaneMax: number
  /** Lanes to leave alone. */
  readonly isFull: (lane: Lane) => boolean
  /** Rows to leave alone. */
  readonly isTaken: (row: Row) => boolean
}

/**
 * Rows that wait for their moment, in lanes: those of a lane that cannot move hold up nobody in the others. Rows and lanes are numbers that
 * the caller gives out.
 *
 * Put and remove: O(log rows of the lane + log lanes). `due`: O(log) for each row found, taken, and for each lane passed over. Memory: 28 bytes a
 * row, and a list a lane.
 */
export class DueLanes {
  #lane: Uint32Array = new Uint32Array(16)
  #recipient: Float64Array = new Float64Array(16)
  #dueAt: Float64Array = new Float64Array(16)
  /** By row: its place in the heap of its lane, + 1. */
  #placeOfRow: Uint32Array = new Uint32Array(16)
  readonly #rows = new Map<number, number[]>()
  /** Lanes that have a row, as a heap by their first. */
  readonly #lanes: number[] = []
  readonly #placeOfLane = new Map<number, number>()
  #count = 0

  /** Rows in all. */
  get count(): number {
    return this.#count
  }

  /** When a row is due; undefined for one that is not here. */
  dueAtOf(row: number): number | undefined {
    return this.#has(row) ? this.#dueAt[row] : undefined
  }

  /** Adds a row, or moves it. */
  put(row: number, { lane, recipient, dueAt }: Due): void {
    this.remove(row)
    this.#lane = grown(this.#lane, row + 1)
    this.#recipient = grown(this.#recipient, row + 1)
    this.#dueAt = grown(this.#dueAt, row + 1)
    this.#placeOfRow = grown(this.#placeOfRow, row + 1)
    this.#lane[row] = lane
    this.#recipient[row] = recipient
    this.#dueAt[row] = dueAt
    const rows = this.#rows.get(lane) ?? []
    this.#rows.set(lane, rows)
    rows.push(row)
    this.#riseRow(rows, rows.length - 1)
    this.#count += 1
    this.#settleLane(lane)
  }

  /** Takes a row out; nothing happens when it is not here. */
  remove(row: number): void {
    if (!this.#has(row)) return
    const lane = this.#lane[row]!
    const rows = this.#rows.get(lane)!
    const place = this.#placeOfRow[row]! - 1
    this.#placeOfRow[row] = 0
    const last = rows.pop()!
    if (last !== row) {
      rows[place] = last
      this.#placeOfRow[last] = place + 1
      this.#sinkRow(rows, place)
      this.#riseRow(rows, this.#placeOfRow[last]! - 1)
    }
    this.#count -= 1
    this.#settleLane(lane)
  }

  /** Rows that are due: lane by lane, the one that waits longest first, each in the order of moment, recipient and row. */
  due({ now, countMax, perLaneMax, isFull, isTaken }: DueAsk): number[] {
    const found: number[] = []
    for (const lane of inOrder(this.#lanes, this.#laneBefore)) {
      const rows = this.#rows.get(lane)!
      if (found.length >= countMax || this.#dueAt[rows[0]!]! > now) break
      if (isFull(lane)) continue
      let left = Math.min(perLaneMax, countMax - found.length)
      for (const row of inOrder(rows, this.#rowBefore)) {
        if (left === 0 || this.#dueAt[row]! > now) break
        if (isTaken(row)) continue
        found.push(row)
        left -= 1
      }
    }
    return found
  }

  /** The first moment at which a row of such a lane is due; undefined when there is none. */
  nextDueAt(isFull: (lane: number) => boolean): number | undefined {
    for (const lane of inOrder(this.#lanes, this.#laneBefore))
      if (!isFull(lane)) return this.#dueAt[this.#rows.get(lane)![0]!]
    return undefined
  }

  #has(row: number): boolean {
    return row < this.#placeOfRow.length && this.#placeOfRow[row] !== 0
  }

  readonly #rowBefore = (a: number, b: number): boolean =>
    (this.#dueAt[a]! - this.#dueAt[b]! || this.#recipient[a]! - this.#recipient[b]! || a - b) < 0

  readonly #laneBefore = (a: number, b: number): boolean => {
    const [first, second] = [this.#dueAt[this.#rows.get(a)![0]!]!, this.#dueAt[this.#rows.get(b)![0]!]!]
    return (first - second || a - b) < 0
  }

  #riseRow(rows: number[], place: number): void {
    rise(rows, place, this.#rowBefore, (row, at) => {
      this.#placeOfRow[row] = at + 1
    })
  }

  #sinkRow(rows: number[], place: number): void {
    sink(rows, place, this.#rowBefore, (row, at) => {
      this.#placeOfRow[row] = at + 1
    })
  }

  readonly #setLane = (lane: number, at: number): void => {
    this.#placeOfLane.set(lane, at)
  }

  /** Puts a lane in its place after its rows changed, and takes it out when it has none. */
  #settleLane(lane: number): void {
    const place = this.#placeOfLane.get(lane)
    if (this.#rows.get(lane)!.length > 0) {
      if (place === undefined) this.#lanes.push(lane)
      const at = place ?? this.#lanes.length - 1
      sink(this.#lanes, at, this.#laneBefore, this.#setLane)
      rise(this.#lanes, this.#placeOfLane.get(lane)!, this.#laneBefore, this.#setLane)
      return
    }
    this.#placeOfLane.delete(lane)
    const last = this.#lanes.pop()!
    if (last !== lane) {
      this.#lanes[place!] = last
      this.#placeOfLane.set(last, place!)
      sink(this.#lanes, place!, this.#laneBefore, this.#setLane)
      rise(this.#lanes, this.#placeOfLane.get(last)!, this.#laneBefore, this.#setLane)
    }
    this.#rows.delete(lane)
  }
}

type Before = (a: number, b: number) => boolean
type Moved = (item: number, place: number) => void

function rise(heap: number[], from: number, before: Before, moved: Moved): void {
  const item = heap[from]!
  let place = from
  while (place > 0) {
    const parent = (place - 1) >> 1
    if (!before(item, heap[parent]!)) break
    heap[place] = heap[parent]!
    moved(heap[place]!, place)
    place = parent
  }
  heap[place] = item
  moved(item, place)
}

function sink(heap: number[], from: number, before: Before, moved: Moved): void {
  const item = heap[from]!
  let place = from
  for (;;) {
    let child = 2 * place + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
    if (!before(heap[child]!, item)) break
    heap[place] = heap[child]!
    moved(heap[place]!, place)
    place = child
  }
  heap[place] = item
  moved(item, place)
}

const nothing: Moved = () => {}

/** The items of a heap from the first to the last, which stays as it is: O(log items seen) each. */
function* inOrder(heap: readonly number[], before: Before): Generator<number, void, undefined> {
  const byItem: Before = (a, b) => before(heap[a]!, heap[b]!)
  const open: number[] = heap.length > 0 ? [0] : []
  while (open.length > 0) {
    const place = open[0]!
    yield heap[place]!
    const last = open.pop()!
    if (open.length > 0) {
      open[0] = last
      sink(open, 0, byItem, nothing)
    }
    for (const child of [2 * place + 1, 2 * place + 2])
      if (child < heap.length) {
        open.push(child)
        rise(open, open.length - 1, byItem, nothing)
      }
  }
}
