import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { forbiddenPair } from './correlation-forbidden.ts'
import { CorrelationGraph, edgeFlags, isApart } from './correlation-graph.ts'
import { splitInTwo } from './correlation-split.ts'
import { PartitionRings } from './partition-rings.ts'

/** What a person says of two nodes; `unsure` takes back what was said before. */
export type Verdict = 'same' | 'different' | 'unsure'

/** Gains below this are rounding. */
const least = 1e-6
/** Nodes that are looked at again after one change, unless `settle` asks for more: so no change takes long. */
const looksAfterChange = 64
/** In more nodes than this, one is looked for by a set. */
const listMax = 16
/** Larger clusters are not searched for a cut, which costs their edges times their nodes. */
const splitMax = 64

/**
 * Correlation clustering that is kept up to date: puts nodes together so that the sum of the weights inside clusters is as
 * high as local moves make it, while what is never together and what a person called different is apart, what a person
 * called the same is together, and a cluster holds one node of each class.
 *
 * Nodes that persons called the same are one **unit**: they move together, and what rules say against one another
 * within it (never together, one of a class) does not count, as a person knows better. Local moves: a unit joins another
 * cluster or leaves its own; it takes the place of one of its class that fits worse; two clusters merge; one is cut in two.
 * Each raises the sum, so they come to an end, and none can break what a person said. The same calls in the same order give
 * the same clusters; another order may give others, of nearly the same sum (measured in the tests).
 *
 * place: O(edges of the node and of the clusters that these lead to), 9 us for ten edges in the median, 20 on average.
 * settle: O(edges) a sweep. Memory: that of the graph, and 12 bytes a node, 8 a cluster.
 *
 * Sources: Bansal, Blum and Chawla (2004), Correlation Clustering, Machine Learning 56, 89-113,
 * doi:10.1023/B:MACH.0000033116.57574.95; Elsner and Schudy (2009), Bounding and Comparing Methods for Correlation
 * Clustering Beyond ILP, doi:10.3115/1611638.1611641: best one-element moves after a greedy start come nearest to the best.
 */
export class CorrelationClustering implements Saved {
  readonly graph = new CorrelationGraph()
  readonly rings = new PartitionRings()
  /** Nodes to look at again. */
  #queue: number[] = []
  /** Counts changes; by cluster, at which of them it was last looked at as a whole. */
  #era = 0
  #lookedAt: Float64Array = new Float64Array(16)
  /** By node: 1 while it is in the queue. */
  #isQueued: Uint8Array = new Uint8Array(16)

  clusterOf(node: number): number {
    return this.rings.clusterOf(node)
  }

  /** The nodes of a cluster, lowest first. */
  membersOf(cluster: number): number[] {
    return this.rings.membersOf(cluster)
  }

  /** Adds a node, alone for now: set its weights, then `place` it. @returns its number */
  add(nodeClass = 0): number {
    const node = this.graph.add(nodeClass)
    this.rings.move(node, this.rings.open())
    return node
  }

  /** Takes a node out; those that were with it are looked at again. */
  remove(node: number): void {
    this.#requeue([node])
    const cluster = this.clusterOf(node)
    this.rings.leave(node)
    this.graph.remove(node)
    if (this.rings.sizes[cluster]! > 0) this.#splitWhereForbidden(cluster)
    this.#work(looksAfterChange)
  }

  /** Sets what speaks for two nodes being the same; `place` one of them afterwards. */
  setWeight(one: number, other: number, weight: number): void {
    this.graph.setWeight(one, other, weight)
  }

  /** Says that a rule forbids two nodes to be together, or no longer does; a person's `same` overrides it. */
  setNever(one: number, other: number, isNever: boolean): void {
    this.graph.setFlag(one, other, edgeFlags.never, isNever)
    if (isNever && this.clusterOf(one) === this.clusterOf(other)) this.#part(one, other)
    this.#work(looksAfterChange, [one, other])
  }

  /**
   * Takes what a person says of two nodes.
   * @returns false, and changes nothing, when other verdicts already say the opposite: a person has to take one back first
   */
  judge(one: number, other: number, verdict: Verdict): boolean {
    const { graph } = this
    const before = graph.flagsOf(one, other)
    graph.setFlag(one, other, edgeFlags.same | edgeFlags.different, false)
    if (verdict !== 'unsure' && this.#contradicts(one, other, verdict)) {
      graph.setFlag(one, other, before, true)
      return false
    }
    if (verdict !== 'unsure') graph.setFlag(one, other, edgeFlags[verdict], true)
    if (verdict === 'same') this.#putTogether(graph.unitOf(one))
    else this.#splitWhereForbidden(this.clusterOf(one))
    this.#work(looksAfterChange, [one, other])
    return true
  }

  /** Finds a node's place, and better places for those that it touches. @returns its cluster */
  place(node: number, looksMax = looksAfterChange): number {
    this.#work(looksMax, [node])
    return this.clusterOf(node)
  }

  /** Looks at all nodes, again and again while that helps. @returns whether it ended before the sweeps ran out */
  settle(sweepsMax = 20): boolean {
    for (let sweep = 0; sweep < sweepsMax; sweep++) {
      const nodes = this.nodes()
      if (this.#work(nodes.length * 4, nodes) === 0) return true
    }
    return false
  }

  /** All nodes, lowest first. */
  nodes(): number[] {
    return Array.from({ length: this.graph.end }, (_, node) => node).filter((node) => this.graph.isThere[node] === 1)
  }

  /** The sum of the weights inside clusters, of these nodes: what is to be high. O(edges) */
  objective(nodes: readonly number[] = this.nodes()): number {
    let sum = 0
    this.#eachEdge(nodes, (node, other, weight) => {
      if (other > node && this.clusterOf(other) === this.clusterOf(node)) sum += weight
    })
    return sum
  }

  save(): Columns {
    return { ...nested('graph', this.graph.save()), ...nested('rings', this.rings.save()) }
  }

  restore(columns: Columns): void {
    this.graph.restore(partOf(columns, 'graph'))
    this.rings.restore(partOf(columns, 'rings'))
  }

  /** Moves nodes into a cluster of their own, whatever held them; for starting over. */
  isolate(nodes: readonly number[]): void {
    for (const node of nodes) {
      const unit = this.graph.unitOf(node)
      if (unit.length < this.rings.sizes[this.clusterOf(node)]!) this.#moveAll(unit, this.rings.open())
    }
  }

  /** What would be won by making one of the clusters of two nodes; -Infinity where it may not be. */
  mergeGain(one: number, other: number): number {
    const from = this.clusterOf(one)
    const to = this.clusterOf(other)
    if (from === to) return Number.NEGATIVE_INFINITY
    const members = this.membersOf(from)
    const sum = sumTo(to, this.#tiesOf(members))
    return this.#mayJoin(members, to) ? sum : Number.NEGATIVE_INFINITY
  }

  /** Makes one of the clusters of two nodes; to be asked only where `mergeGain` is finite. */
  merge(one: number, other: number): void {
    this.#moveAll(this.membersOf(this.clusterOf(one)), this.clusterOf(other))
  }

  /** Looks at nodes until nobody wants to move. @returns how many changes there were */
  #work(looksMax: number, nodes: readonly number[] = []): number {
    for (const node of nodes) this.#enqueue(node)
    this.#era += 1
    let changes = 0
    for (let looks = 0; looks < looksMax && looks < this.#queue.length; looks++) {
      const node = this.#queue[looks]!
      this.#isQueued[node] = 0
      if (this.graph.isThere[node] === 0) continue
      if (!this.#moveUnit(node) && !this.#changeCluster(node)) continue
      changes += 1
      this.#era += 1
    }
    for (const node of this.#queue) this.#isQueued[node] = 0
    this.#queue = []
    return changes
  }

  /** Merges or cuts a node's cluster, if that was not looked at since anything changed. */
  #changeCluster(node: number): boolean {
    const cluster = this.clusterOf(node)
    this.#lookedAt = grown(this.#lookedAt, cluster + 1)
    if (this.#lookedAt[cluster] === this.#era) return false
    this.#lookedAt[cluster] = this.#era
    return this.#mergeCluster(node) || this.#cutCluster(node)
  }

  /** Moves a node's unit to where it fits best. @returns whether it moved */
  #moveUnit(node: number): boolean {
    const unit = this.graph.unitOf(node)
    const own = this.clusterOf(node)
    const ties = this.#tiesOf(unit)
    const here = sumTo(own, ties)
    for (const { cluster, sum } of waysAmong(ties, own, Math.max(0, here))) {
      if (this.#mayJoin(unit, cluster)) return this.#moved(unit, cluster)
      if (this.#takePlace(unit, cluster, sum - Math.max(0, here))) return true
    }
    if (here >= -least || unit.length === this.rings.sizes[own]) return false
    return this.#moved(unit, this.rings.open())
  }

  /**
   * Lets a unit take the place of the one other unit that keeps it out by its class, if more is won than lost. The other one
   * takes its place in turn where it fits there, else it is alone for now.
   */
  #takePlace(unit: readonly number[], cluster: number, gain: number): boolean {
    const inWay = this.#inWay(unit, cluster)
    if (inWay === undefined) return false
    const rival = this.graph.unitOf(inWay)
    const others = this.membersOf(cluster).filter((node) => !rival.includes(node))
    if (others.length === 0 || this.#areApart(unit, others) || this.#shareClass(unit, others)) return false
    const rivalTies = this.#tiesOf(rival)
    const worth = sumTo(cluster, rivalTies)
    let between = 0
    for (const one of unit) for (const other of rival) between += this.graph.weightOf(one, other)
    const own = this.clusterOf(unit[0]!)
    const left = this.membersOf(own).filter((node) => !unit.includes(node))
    const inTurn = sumTo(own, rivalTies) - between
    const isSwap = left.length > 0 && inTurn > 0 && !this.#areApart(rival, left) && !this.#shareClass(rival, left)
    if (gain - between - worth + (isSwap ? inTurn : 0) <= least) return false
    this.#requeue(rival)
    this.#moveAll(rival, this.rings.open())
    this.#moved(unit, cluster)
    return isSwap ? this.#moved(rival, own) : true
  }

  /** Merges a node's cluster with the one that it has most in common with. */
  #mergeCluster(node: number): boolean {
    const own = this.clusterOf(node)
    if (this.rings.sizes[own] === 1) return false // then it is a move
    const members = this.membersOf(own)
    for (const { cluster } of waysAmong(this.#tiesOf(members), own, 0))
      if (this.#mayJoin(members, cluster)) return this.#moved(members, cluster)
    return false
  }

  /** Cuts a node's cluster in two where what lies between speaks against. */
  #cutCluster(node: number): boolean {
    const members = this.membersOf(this.clusterOf(node))
    if (members.length < 4 || members.length > splitMax) return false
    let worst: readonly [number, number] | undefined
    let lowest = -least
    this.#eachEdge(members, (one, other, weight) => {
      if (weight >= lowest || this.clusterOf(other) !== this.clusterOf(one)) return
      if (this.graph.unitOf(one).includes(other)) return
      lowest = weight
      worst = [one, other]
    })
    if (!worst) return false
    const { away, between } = splitInTwo(this.graph, members, worst[0], worst[1])
    return between < -least && this.#moved(away, this.rings.open())
  }

  /** Parts two nodes that may no longer be together, those around going with the one that they fit better. */
  #part(one: number, other: number): void {
    if (this.graph.unitOf(one).includes(other)) return
    const { away } = splitInTwo(this.graph, this.membersOf(this.clusterOf(one)), one, other)
    this.#requeue(away)
    this.#moveAll(away, this.rings.open())
  }

  /** After a verdict was taken back or made: parts whatever may no longer be together. */
  #splitWhereForbidden(cluster: number): void {
    const clusters = [cluster]
    for (let i = 0; i < clusters.length; i++) {
      for (let pair = this.#forbiddenPair(clusters[i]!); pair; pair = this.#forbiddenPair(clusters[i]!)) {
        this.#part(pair[0], pair[1])
        clusters.push(this.clusterOf(pair[1]))
      }
    }
  }

  #forbiddenPair(cluster: number): readonly [number, number] | undefined {
    return forbiddenPair(this.graph, this.membersOf(cluster))
  }

  /** Makes one cluster of a unit, taking along no one else, and lets it find its place. */
  #putTogether(unit: readonly number[]): void {
    this.#requeue(unit)
    this.#moveAll(unit, this.rings.open())
  }

  /** Whether what persons said of other pairs says the opposite of a verdict on this one. */
  #contradicts(one: number, other: number, verdict: 'same' | 'different'): boolean {
    const unit = this.graph.unitOf(one)
    if (verdict === 'different') return unit.includes(other)
    const others = this.graph.unitOf(other)
    return unit.some((node) => others.some((far) => (this.graph.flagsOf(node, far) & edgeFlags.different) !== 0))
  }

  /** The clusters that edges of these nodes lead to, and what the weights to each sum up to. */
  #tiesOf(nodes: readonly number[]): Tie[] {
    const ties: Tie[] = []
    const own = nodes.length > listMax ? new Set(nodes) : undefined
    this.#eachEdge(nodes, (_, other, weight) => {
      if (own ? own.has(other) : nodes.length > 1 && nodes.includes(other)) return
      const cluster = this.clusterOf(other)
      for (const tie of ties) {
        if (tie.cluster !== cluster) continue
        tie.sum += weight
        return
      }
      ties.push({ cluster, sum: weight })
    })
    return ties
  }

  #eachEdge(
    nodes: readonly number[],
    visit: (node: number, other: number, weight: number, flags: number) => void,
  ): void {
    const { edges } = this.graph
    for (const node of nodes) {
      const start = edges.starts[node]!
      const end = start + edges.counts[node]!
      for (let slot = start; slot < end; slot++)
        visit(node, edges.columns.other[slot]!, edges.columns.weight[slot]!, edges.columns.flags[slot]!)
    }
  }

  /** Whether these nodes may be in the cluster with those that are there. */
  #mayJoin(nodes: readonly number[], cluster: number): boolean {
    let isFree = true
    this.#eachEdge(nodes, (_, other, __, flags) => {
      if (isApart(flags) && this.clusterOf(other) === cluster && !nodes.includes(other)) isFree = false
    })
    return isFree && this.#inWay(nodes, cluster) === undefined
  }

  /** A node of the cluster that is of the class of one of these. */
  #inWay(nodes: readonly number[], cluster: number): number | undefined {
    const { classes } = this.graph
    const taken = nodes.map((node) => classes[node]!).filter((one) => one > 0)
    if (taken.length === 0) return undefined
    let found: number | undefined
    this.rings.some(cluster, (node) => {
      if (taken.includes(classes[node]!) && !nodes.includes(node)) found = node
      return found !== undefined
    })
    return found
  }

  #areApart(nodes: readonly number[], others: readonly number[]): boolean {
    return nodes.some((one) => others.some((other) => isApart(this.graph.flagsOf(one, other))))
  }

  #shareClass(nodes: readonly number[], others: readonly number[]): boolean {
    const { classes } = this.graph
    return nodes.some((one) => classes[one]! > 0 && others.some((other) => classes[other] === classes[one]))
  }

  #moved(nodes: readonly number[], cluster: number): true {
    this.#requeue(nodes)
    this.#moveAll(nodes, cluster)
    this.#requeue(nodes)
    return true
  }

  #moveAll(nodes: readonly number[], cluster: number): void {
    for (const node of nodes) this.rings.move(node, cluster)
  }

  /** Has these nodes, those around them and one of those that they are with looked at again. */
  #requeue(nodes: readonly number[]): void {
    for (const node of nodes) this.#enqueue(node)
    this.#eachEdge(nodes, (_, other) => this.#enqueue(other))
  }

  #enqueue(node: number): void {
    this.#isQueued = grown(this.#isQueued, this.graph.end)
    if (this.#isQueued[node] === 1) return
    this.#isQueued[node] = 1
    this.#queue.push(node)
  }
}

/** What the weights from some nodes to a cluster sum up to. */
type Tie = { readonly cluster: number; sum: number }

function sumTo(cluster: number, ties: readonly Tie[]): number {
  return ties.find((tie) => tie.cluster === cluster)?.sum ?? 0
}

/** The clusters but for their own that give more than what they have, the best first; of equals the lower number. */
function waysAmong(ties: readonly Tie[], own: number, have: number): Tie[] {
  const ways = ties.filter(({ cluster, sum }) => cluster !== own && sum > have + least)
  return ways.length < 2 ? ways : ways.sort((a, b) => b.sum - a.sum || a.cluster - b.cluster)
}
