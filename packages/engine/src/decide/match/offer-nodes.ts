import { grown } from '@nunchi/kernel'

/** Which node of the clustering stands for which offer: a withdrawn one has a node while persons said something of it. 8 bytes an offer. */
export class OfferNodes {
  /** By offer: its node + 1. By node: its offer. */
  #nodes: Uint32Array = new Uint32Array(16)
  #offers: Uint32Array = new Uint32Array(16)

  /** The offer's node; -1 for none. */
  of(offer: number): number {
    return (this.#nodes[offer] ?? 0) - 1
  }

  /** The offer of a node that is there. */
  offerOf(node: number): number {
    return this.#offers[node]!
  }

  bind(offer: number, node: number): void {
    this.#nodes = grown(this.#nodes, offer + 1)
    this.#offers = grown(this.#offers, node + 1)
    this.#nodes[offer] = node + 1
    this.#offers[node] = offer
  }

  unbind(offer: number): void {
    this.#nodes[offer] = 0
  }
}
