import type { ProductSaid, Teller } from './message.ts'

const dwellMsMin = 1_000
/** Longer than this nobody looks at one thing: the page was left open. */
const dwellMsMax = 600_000
const shownMs = 1_000
const gatherMs = 500
const marked = '[data-nunchi-product]'

export type WatchOptions = {
  /** Also tell of clicks on links within products, and on products that are links; yes when absent. */
  readonly clicks?: boolean
}

const isVisible = (): boolean => document.visibilityState !== 'hidden'

/** For how long the one product that is being looked at was on a visible page. */
export class Dwell {
  readonly #teller: Teller
  #product: ProductSaid | undefined
  #since: number | undefined

  constructor(teller: Teller) {
    this.#teller = teller
  }

  start(product: ProductSaid): void {
    this.#product = product
    this.resume()
  }

  resume(): void {
    if (this.#product !== undefined && isVisible()) this.#since ??= Date.now()
  }

  /** Tells of the time so far: the page may never be seen again. */
  pause(): void {
    if (this.#product === undefined || this.#since === undefined) return
    const ms = Math.min(Date.now() - this.#since, dwellMsMax)
    this.#since = undefined
    if (ms >= dwellMsMin) this.#teller.productDwelt(this.#product, ms)
  }

  stop(): void {
    this.pause()
    this.#product = undefined
  }
}

/**
 * Tells of products that stood at least half in view (or over half the view) for a second: elements with
 * `data-nunchi-product`, gathered by the `data-nunchi-list` around them. Each is told once per list and page.
 */
export class Impressions {
  readonly #teller: Teller
  readonly #told = new Set<string>()
  readonly #shown = new Map<string, string[]>()
  #gathering: ReturnType<typeof setTimeout> | undefined

  constructor(teller: Teller) {
    this.#teller = teller
  }

  /** Tells what was gathered, and begins anew: the page is another. */
  turn(): void {
    this.tell()
    this.#told.clear()
  }

  tell(): void {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    for (const [list, products] of this.#shown) this.#teller.listViewed(list, products)
    this.#shown.clear()
  }

  /** Watches what is below `root`, and what comes there later. @returns what ends it */
  watch(root: HTMLElement, { clicks = true }: WatchOptions = {}): () => void {
    const waiting = new Map<Element, ReturnType<typeof setTimeout>>()
    const forget = (element: Element) => {
      clearTimeout(waiting.get(element))
      waiting.delete(element)
    }
    const sight = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          forget(entry.target)
          if (isInView(entry))
            waiting.set(
              entry.target,
              setTimeout(() => this.#see(entry.target), shownMs),
            )
        }
      },
      { threshold: [0.1, 0.2, 0.3, 0.4, 0.5] },
    )
    const look = (element: Element) => {
      sight.unobserve(element) // seen anew: the element may have become another product
      sight.observe(element)
    }
    const changes = new MutationObserver((records) => {
      for (const { type, target, addedNodes, removedNodes } of records) {
        if (type === 'attributes') look(target as Element)
        for (const element of markedIn(addedNodes)) look(element)
        for (const element of markedIn(removedNodes)) {
          sight.unobserve(element)
          forget(element)
        }
      }
    })
    for (const element of root.querySelectorAll(marked)) look(element)
    changes.observe(root, { childList: true, subtree: true, attributeFilter: ['data-nunchi-product'] })
    const onClick = ({ target }: Event) => this.#click(target as Element)
    if (clicks) root.addEventListener('click', onClick, true)
    return () => {
      sight.disconnect()
      changes.disconnect()
      root.removeEventListener('click', onClick, true)
      for (const element of waiting.keys()) forget(element)
      this.tell()
    }
  }

  #see(element: Element): void {
    const product = element.getAttribute('data-nunchi-product')
    if (!product || !isVisible()) return
    const list = element.closest('[data-nunchi-list]')?.getAttribute('data-nunchi-list') ?? 'page'
    const key = `${list}\n${product}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.#shown.set(list, [...(this.#shown.get(list) ?? []), product])
    this.#gathering ??= setTimeout(() => this.tell(), gatherMs)
  }

  #click(target: Element): void {
    const product = target.closest?.('a[href]')?.closest(marked)?.getAttribute('data-nunchi-product')
    if (product) this.#teller.productClicked(product)
  }
}

function isInView({
  isIntersecting,
  intersectionRatio,
  intersectionRect,
  rootBounds,
}: IntersectionObserverEntry): boolean {
  const isOverHalfTheView = rootBounds !== null && intersectionRect.height * 2 >= rootBounds.height
  return isIntersecting && (intersectionRatio >= 0.5 || isOverHalfTheView)
}

function markedIn(nodes: NodeList): Element[] {
  return [...nodes].flatMap((node) => {
    if (!('querySelectorAll' in node)) return []
    const element = node as Element
    return [...(element.matches(marked) ? [element] : []), ...element.querySelectorAll(marked)]
  })
}
