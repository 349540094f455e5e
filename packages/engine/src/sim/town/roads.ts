import { Random } from '@nunchi/kernel'

/** The streets of the town: nodes in metres, edges driven both ways. Every node can be reached from every other. */
export type RoadGrid = {
  /** Metres to the east and to the north of the south-west corner, shape [nodes]. */
  readonly xMetres: Int32Array
  readonly yMetres: Int32Array
  /** Edge i joins `from[i]` and `to[i]`, shape [edges]. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly lengthMetres: Int32Array
  /** Kilometres an hour when nothing is in the way. */
  readonly speedKmh: Uint8Array
  /** The node of the warehouse. */
  readonly depot: number
}

const blockMetres = 220
/** Every so many streets, a wide one. */
const arterialEvery = 5
const closedShare = 0.12

/** A grid of `streets` x `streets` crossings, a little crooked, with some side streets missing. */
export function makeRoads({ seed, streets }: { seed: number; streets: number }): RoadGrid {
  const random = new Random(seed)
  const crooked = () => Math.round((random.unit() - 0.5) * 0.4 * blockMetres)
  const xMetres = Int32Array.from(
    { length: streets * streets },
    (_, node) => (node % streets) * blockMetres + crooked(),
  )
  const yMetres = Int32Array.from(
    { length: streets * streets },
    (_, node) => Math.floor(node / streets) * blockMetres + crooked(),
  )
  const edges = gridOf(streets).filter(({ isArterial, keeps }) => isArterial || random.unit() >= closedShare || keeps)
  return {
    xMetres,
    yMetres,
    from: Uint32Array.from(edges, ({ from }) => from),
    to: Uint32Array.from(edges, ({ to }) => to),
    lengthMetres: Int32Array.from(edges, ({ from, to }) =>
      Math.ceil(Math.hypot(xMetres[from]! - xMetres[to]!, yMetres[from]! - yMetres[to]!)),
    ),
    speedKmh: Uint8Array.from(edges, ({ isArterial }) => (isArterial ? 50 : 30)),
    depot: Math.floor(streets / 4) * streets + Math.floor(streets / 4),
  }
}

type Street = { readonly from: number; readonly to: number; readonly isArterial: boolean; readonly keeps: boolean }

/**
 * All streets of the full grid. Every other street from west to east, what leads north from it, and the wide streets are
 * kept, so that nothing is cut off.
 */
function gridOf(streets: number): Street[] {
  const all: Street[] = []
  for (let node = 0; node < streets * streets; node++) {
    const [column, row] = [node % streets, Math.floor(node / streets)]
    if (column + 1 < streets)
      all.push({ from: node, to: node + 1, isArterial: row % arterialEvery === 0, keeps: row % 2 === 0 })
    if (row + 1 < streets)
      all.push({ from: node, to: node + streets, isArterial: column % arterialEvery === 0, keeps: row % 2 === 0 })
  }
  return all
}

/** Where people live: anywhere but at the warehouse, more of them towards the middle. */
export function drawHomes({ seed, count, roads }: { seed: number; count: number; roads: RoadGrid }): Uint32Array {
  const random = new Random(seed)
  const streets = Math.round(Math.sqrt(roads.xMetres.length))
  const along = () => Math.floor((streets * (random.unit() + random.unit())) / 2)
  return Uint32Array.from({ length: count }, () => {
    const node = along() * streets + along()
    return node === roads.depot ? node + 1 : node
  })
}
