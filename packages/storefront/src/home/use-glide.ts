import { type RefObject, useLayoutEffect, useRef } from 'react'

type Place = { readonly left: number; readonly top: number }
const glideMs = 420

/**
 * Lets the children of a list glide from where they stood to where they stand, whenever `order` changes. They are at their
 * new places at once; only the picture of them moves, and not at all for who asked for less motion.
 */
export function useGlide(list: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef<ReadonlyMap<string, Place>>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order says when to look
  useLayoutEffect(() => {
    const { current: element } = list
    if (!element) return
    const before = places.current
    const now = placesIn(element)
    places.current = now
    if (before.size === 0 || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const child of element.children as Iterable<Element> & HTMLCollection) {
      const product = child.getAttribute('data-product') ?? ''
      const from = before.get(product)
      const to = now.get(product)
      if (from && to) glide(child, { left: from.left - to.left, top: from.top - to.top })
    }
  }, [list, order])
}

function glide(child: Element, { left, top }: Place): void {
  if (left === 0 && top === 0) return
  child.animate([{ transform: `translate(${left}px, ${top}px)` }, { transform: 'none' }], {
    duration: glideMs,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
  })
}

/** Relative to the list itself, so that scrolling does not count as moving. */
function placesIn(element: HTMLElement): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const child of element.children) {
    if (!(child instanceof HTMLElement) || child.offsetWidth === 0) continue
    places.set(child.dataset.product ?? '', { left: child.offsetLeft, top: child.offsetTop })
  }
  return places
}
