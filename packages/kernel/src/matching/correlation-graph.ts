import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { SlabLists } from '../slab-lists.ts'

/** What is known of a pair besides its weight: bits of an edge's flags. `same` and `different` are a person's, `never` a rule's. */
export const edgeFlags = { never: 1, same: 2, different: 4 } as const
const { never, same, different } = edgeFlags

/**
 * Nodes of which some belong together: sparse edges with signed weights (log-odds of "the same": above 0 speaks for, below 0
 * against), pairs that are never together, and a person's verdicts. A node may have a class, of which a cluster holds one.
 *
 * setWeight, setFlag: O(edges of the two nodes). Memory: 18 bytes an edge and end, at most twice that; 14 bytes a node.
 */
export class CorrelationGraph implements Saved {
  /** Row: node. The other end, what speaks for being the same, and `edgeFlags`. Each edge stands at both ends. */
  readonly edges = new SlabLists({ other: 'u32', weight: 'f32', flags: 'u8' }, 1)
  /** By node: its class; 0 for none. */
  classes: Uint32Array = new Uint32Array(16)
  /** By node: 1 while it is there. */
  isThere: Uint8Array = new Uint8Array(16)
  /** All nodes have numbers below this. */
  end = 0
  readonly #free: number[] = []

  /** Adds a node. @param nodeClass a cluster holds one node of each class; of class 0 any number. @returns its number */
  add(nodeClass: number): number {
    const node = this.#free.pop() ?? this.end++
    this.classes = grown(this.classes, node + 1)
    this.isThere = grown(this.isThere, node + 1)
    this.edges.reach(node)
    this.classes[node] = nodeClass
    this.isThere[node] = 1
    return node
  }

  /** Takes a node and its edges out; its number is given out again. */
  remove(node: number): void {
    const { starts, counts, columns } = this.edges
    for (let i = 0; i < counts[node]!; i++) {
      const other = columns.other[starts[node]! + i]!
      this.edges.removeAt(other, this.#slotOf(other, node) - this.edges.starts[other]!)
    }
    this.edges.clear(node)
    this.classes[node] = 0
    this.isThere[node] = 0
    this.#free.push(node)
  }

  /** Sets what speaks for two nodes being the same. */
  setWeight(one: number, other: number, weight: number): void {
    for (const slot of this.#edge(one, other)) this.edges.columns.weight[slot] = weight
  }

  /** Sets or clears one of `edgeFlags`. */
  setFlag(one: number, other: number, flag: number, isSet: boolean): void {
    for (const slot of this.#edge(one, other)) {
      const before = this.edges.columns.flags[slot]!
      this.edges.columns.flags[slot] = isSet ? before | flag : before & ~flag
    }
  }

  /** The weight of a pair; 0 when none was set. */
  weightOf(one: number, other: number): number {
    const slot = this.#slotOf(one, other)
    return slot < 0 ? 0 : this.edges.columns.weight[slot]!
  }

  /** `edgeFlags` of a pair. */
  flagsOf(one: number, other: number): number {
    const slot = this.#slotOf(one, other)
    return slot < 0 ? 0 : this.edges.columns.flags[slot]!
  }

  /** The node and all that persons said are the same as it, directly or by others. O(their edges) */
  unitOf(node: number): number[] {
    const unit = [node]
    for (let i = 0; i < unit.length; i++) {
      const start = this.edges.starts[unit[i]!]!
      const end = start + this.edges.counts[unit[i]!]!
      for (let slot = start; slot < end; slot++) {
        const other = this.edges.columns.other[slot]!
        if ((this.edges.columns.flags[slot]! & same) !== 0 && !unit.includes(other)) unit.push(other)
      }
    }
    return unit
  }

  save(): Columns {
    return {
      ...nested('edges', this.edges.save()),
      classes: this.classes.subarray(0, this.end),
      isThere: this.isThere.subarray(0, this.end),
      free: Uint32Array.from(this.#free),
    }
  }

  restore(columns: Columns): void {
    this.edges.restore(partOf(columns, 'edges'))
    this.classes = columns.classes as Uint32Array
    this.isThere = columns.isThere as Uint8Array
    this.end = this.classes.length
    this.#free.length = 0
    this.#free.push(...(columns.free as Uint32Array))
  }

  /** The edge's slots at both ends, made if they are not there. */
  #edge(one: number, other: number): readonly [number, number] {
    if (this.#slotOf(one, other) < 0) {
      const there = this.edges.push(one) // moves only the lists of `one`, but may replace the columns
      this.edges.columns.other[there] = other
      const back = this.edges.push(other)
      this.edges.columns.other[back] = one
    }
    return [this.#slotOf(one, other), this.#slotOf(other, one)]
  }

  #slotOf(one: number, other: number): number {
    const start = this.edges.starts[one]!
    const end = start + this.edges.counts[one]!
    for (let slot = start; slot < end; slot++) if (this.edges.columns.other[slot] === other) return slot
    return -1
  }
}

/** Whether an edge with these flags keeps its ends apart, they being of different units. */
export function isApart(flags: number): boolean {
  return (flags & (never | different)) !== 0
}
