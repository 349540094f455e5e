import { type CorrelationClustering, edgeFlags } from '@nunchi/kernel'
import type { LinkFinder } from './link-finder.ts'
import type { OfferBook } from './offer-book.ts'
import type { OfferNodes } from './offer-nodes.ts'

type Parts = {
  readonly book: Pick<OfferBook, 'isThere'>
  readonly links: Pick<LinkFinder, 'areApart' | 'between'>
  readonly clustering: CorrelationClustering
  readonly nodes: Pick<OfferNodes, 'of' | 'offerOf'>
}

/** Of a large cluster so many are looked at, as every one is compared with every other. */
const membersMax = 24

/**
 * Offers that are together and were never compared, as a person's word or a third offer held them together: once that is gone, nothing
 * speaks for or against them, and they would stay together for good. These weigh them against one another. 10 to 30 us a pair.
 */
export class Untied {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Weighs two offers against one another, if that was not done and both are there. */
  compare(one: number, other: number): void {
    const { book, links, clustering, nodes } = this.#parts
    const [a, b] = [nodes.of(one), nodes.of(other)]
    if (clustering.graph.weightOf(a, b) !== 0 || !book.isThere(one) || !book.isThere(other)) return
    if (links.areApart(one, other)) clustering.setNever(a, b, true)
    else clustering.setWeight(a, b, links.between(one, other))
  }

  /** Has offers that had others with them part where nothing that is left holds them together. O(members² times their edges) each */
  part(offers: Iterable<number>): void {
    const { clustering, nodes } = this.#parts
    const left = [...offers].map((offer) => nodes.of(offer)).filter((node) => node >= 0)
    for (const cluster of new Set(left.map((node) => clustering.clusterOf(node)))) {
      const groups = this.#groupsOf(clustering.membersOf(cluster).slice(0, membersMax))
      for (const [i, group] of groups.entries())
        for (const one of group)
          for (const other of groups.slice(i + 1).flat()) this.compare(nodes.offerOf(one), nodes.offerOf(other))
      if (groups.length > 1) for (const [first] of groups) clustering.place(first!)
    }
  }

  /** Nodes in groups, each of which is held together by what speaks for two being the same, or by a person. */
  #groupsOf(members: readonly number[]): number[][] {
    const left = new Set(members)
    const groups: number[][] = []
    for (const first of left) {
      left.delete(first)
      const group = [first]
      for (let i = 0; i < group.length; i++)
        for (const other of left) {
          if (!this.#isHeld(group[i]!, other)) continue
          left.delete(other)
          group.push(other)
        }
      groups.push(group)
    }
    return groups
  }

  #isHeld(one: number, other: number): boolean {
    const { graph } = this.#parts.clustering
    return graph.weightOf(one, other) > 0 || (graph.flagsOf(one, other) & edgeFlags.same) !== 0
  }
}
