import type { Storage } from './collector/drawer.ts'

/** For tests only: localStorage in memory; `isFull` makes it refuse to grow. */
export class TestingStorage implements Storage {
  readonly texts = new Map<string, string>()
  isFull = false
  get length(): number {
    return this.texts.size
  }
  key(index: number): string | null {
    return [...this.texts.keys()][index] ?? null
  }
  getItem(name: string): string | null {
    return this.texts.get(name) ?? null
  }
  setItem(name: string, text: string): void {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    this.texts.set(name, text)
  }
  removeItem(name: string): void {
    this.texts.delete(name)
  }
}

/** For tests only: an element that knows its attributes and its parent. */
export class TestingElement extends EventTarget {
  readonly attributes: Record<string, string>
  readonly children: TestingElement[] = []
  parent: TestingElement | undefined

  constructor(attributes: Record<string, string> = {}, parent?: TestingElement) {
    super()
    this.attributes = attributes
    this.parent = parent
    parent?.children.push(this)
  }
  getAttribute(name: string): string | null {
    return this.attributes[name] ?? null
  }
  matches(selector: string): boolean {
    const name = selector === 'a[href]' ? 'href' : selector.slice(1, -1)
    return name in this.attributes
  }
  closest(selector: string): TestingElement | null {
    return this.matches(selector) ? this : (this.parent?.closest(selector) ?? null)
  }
  querySelectorAll(selector: string): TestingElement[] {
    return this.children.flatMap((child) => [
      ...(child.matches(selector) ? [child] : []),
      ...child.querySelectorAll(selector),
    ])
  }
}

type Seen = Pick<IntersectionObserverEntry, 'isIntersecting' | 'intersectionRatio'>

/** For tests only: as much of a page as the collector touches. `close` puts the globals back. */
export class TestingPage {
  readonly storage = new TestingStorage()
  readonly body = new TestingElement()
  readonly beacons: { readonly url: string; readonly body: string }[] = []
  readonly #document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    prerendering: false,
    referrer: 'https://search.naver.com/search?query=secret',
    body: this.body,
  })
  readonly #window = new EventTarget()
  readonly #observed = new Map<TestingElement, (entries: readonly object[]) => void>()
  #changed: ((records: readonly object[]) => void) | undefined
  readonly #before = new Map<string, PropertyDescriptor | undefined>()

  constructor() {
    this.#put('document', this.#document)
    this.#put('location', { origin: 'https://shop.example', search: '?utm_medium=cpc' })
    this.#put('localStorage', this.storage)
    this.#put('navigator', {
      userAgent: 'Mozilla/5.0 (iPhone) Mobile',
      sendBeacon: (url: string, body: string) => this.beacons.push({ url, body }) > 0,
    })
    for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
      this.#put(name, this.#window[name].bind(this.#window))
    this.#put('IntersectionObserver', this.#sightObserver())
    this.#put('MutationObserver', this.#changeObserver())
  }

  show(isVisible: boolean): void {
    this.#document.visibilityState = isVisible ? 'visible' : 'hidden'
    this.#document.dispatchEvent(new Event('visibilitychange'))
  }

  /** Whether it is only made ready, in case somebody opens it. */
  prepare(isAhead: boolean): void {
    this.#document.prerendering = isAhead
    this.#document.dispatchEvent(new Event('prerenderingchange'))
  }

  fire(name: 'pagehide' | 'pageshow' | 'online'): void {
    this.#window.dispatchEvent(new Event(name))
  }

  /** Says how much of an element is in view. */
  see(element: TestingElement, { isIntersecting, intersectionRatio }: Seen, height = 100): void {
    const intersectionRect = { height }
    const entry = { target: element, isIntersecting, intersectionRatio, intersectionRect, rootBounds: { height: 800 } }
    this.#observed.get(element)?.([entry])
  }

  isObserved(element: TestingElement): boolean {
    return this.#observed.has(element)
  }

  /** Says what came, went, or changed. */
  change(record: { added?: TestingElement[]; removed?: TestingElement[]; target?: TestingElement }): void {
    const { added: addedNodes = [], removed: removedNodes = [], target } = record
    this.#changed?.([{ type: target ? 'attributes' : 'childList', target, addedNodes, removedNodes }])
  }

  close(): void {
    for (const [name, descriptor] of this.#before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      else Reflect.deleteProperty(globalThis, name)
    }
  }

  #put(name: string, value: unknown): void {
    this.#before.set(name, Object.getOwnPropertyDescriptor(globalThis, name))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }

  #sightObserver() {
    const observed = this.#observed
    return class {
      readonly #tell: (entries: readonly object[]) => void
      constructor(tell: (entries: readonly object[]) => void) {
        this.#tell = tell
      }
      observe(element: TestingElement) {
        observed.set(element, this.#tell)
      }
      unobserve(element: TestingElement) {
        observed.delete(element)
      }
      disconnect() {
        observed.clear()
      }
    }
  }

  #changeObserver() {
    const listen = (tell: ((records: readonly object[]) => void) | undefined) => {
      this.#changed = tell
    }
    return class {
      readonly #tell: (records: readonly object[]) => void
      constructor(tell: (records: readonly object[]) => void) {
        this.#tell = tell
      }
      observe() {
        listen(this.#tell)
      }
      disconnect() {
        listen(undefined)
      }
    }
  }
}
