import type { Columns, Saved } from '../columns.ts'
import { grown } from '../grown.ts'

/**
 * Which cluster each node is in: clusters are rings of nodes. Moving a node: O(1); members: O(their number).
 * Memory: 12 bytes a node, 8 a cluster. Cluster numbers are given out again when a cluster is empty.
 */
export class PartitionRings implements Saved {
  /** By node: its cluster's number + 1; 0 for a node that is in none. */
  #clusters: Uint32Array = new Uint32Array(16)
  #next: Uint32Array = new Uint32Array(16)
  #before: Uint32Array = new Uint32Array(16)
  /** By cluster: any of its nodes, and how many it has. */
  #heads: Uint32Array = new Uint32Array(16)
  sizes: Uint32Array = new Uint32Array(16)
  /** All clusters have numbers below this. */
  end = 0
  /** Told of every node that comes into a cluster, and of the one that it was in; -1 for none. Absent: nobody. */
  onMove?: (node: number, before: number) => void
  #nodes = 0
  readonly #free: number[] = []

  clusterOf(node: number): number {
    return this.#clusters[node]! - 1
  }

  /** The nodes of a cluster, lowest first. */
  membersOf(cluster: number): number[] {
    const members: number[] = []
    for (let node = this.#heads[cluster]!; members.length < this.sizes[cluster]!; node = this.#next[node]!)
      members.push(node)
    return members.sort((a, b) => a - b)
  }

  /** Calls `visit` for each node of a cluster until it returns true. @returns whether it did */
  some(cluster: number, visit: (node: number) => boolean): boolean {
    let node = this.#heads[cluster]!
    for (let left = this.sizes[cluster]!; left > 0; left--) {
      if (visit(node)) return true
      node = this.#next[node]!
    }
    return false
  }

  /** An empty cluster. */
  open(): number {
    const cluster = this.#free.pop() ?? this.end++
    this.#heads = grown(this.#heads, this.end)
    this.sizes = grown(this.sizes, this.end)
    return cluster
  }

  /** Moves a node, which may be in none yet, into a cluster. */
  move(node: number, cluster: number): void {
    this.onMove?.(node, node < this.#nodes ? this.clusterOf(node) : -1)
    this.leave(node)
    this.#nodes = Math.max(this.#nodes, node + 1)
    this.#clusters = grown(this.#clusters, node + 1)
    this.#next = grown(this.#next, node + 1)
    this.#before = grown(this.#before, node + 1)
    const head = this.sizes[cluster]! === 0 ? node : this.#heads[cluster]!
    const last = head === node ? node : this.#before[head]!
    this.#next[node] = head
    this.#before[node] = last
    this.#next[last] = node
    this.#before[head] = node
    this.#heads[cluster] = head
    this.sizes[cluster]! += 1
    this.#clusters[node] = cluster + 1
  }

  /** Takes a node out of its cluster, which ends when it was the last. */
  leave(node: number): void {
    const cluster = node < this.#nodes ? this.#clusters[node]! - 1 : -1
    if (cluster < 0) return
    const next = this.#next[node]!
    this.#next[this.#before[node]!] = next
    this.#before[next] = this.#before[node]!
    this.#heads[cluster] = next
    this.sizes[cluster]! -= 1
    this.#clusters[node] = 0
    if (this.sizes[cluster] === 0) this.#free.push(cluster)
  }

  save(): Columns {
    return {
      clusters: this.#clusters.subarray(0, this.#nodes),
      next: this.#next.subarray(0, this.#nodes),
      before: this.#before.subarray(0, this.#nodes),
      heads: this.#heads.subarray(0, this.end),
      sizes: this.sizes.subarray(0, this.end),
      free: Uint32Array.from(this.#free),
    }
  }

  restore(columns: Columns): void {
    this.#clusters = columns.clusters as Uint32Array
    this.#next = columns.next as Uint32Array
    this.#before = columns.before as Uint32Array
    this.#heads = columns.heads as Uint32Array
    this.sizes = columns.sizes as Uint32Array
    this.end = this.sizes.length
    this.#nodes = this.#clusters.length
    this.#free.length = 0
    this.#free.push(...(columns.free as Uint32Array))
  }
}
