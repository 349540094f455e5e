import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Metres, pushed, type Size, type View, viewOf, zoomed } from './map-plane.ts'

const wheelStep = 1.0015

/** What of the map is in sight, and how it is moved: wheel (with Ctrl, or once the map has the focus), two fingers, buttons. */
export function useMapView(box: RefObject<HTMLElement | null>, points: readonly Metres[], fitKey: string) {
  const size = useSize(box)
  const [view, setView] = useState<View>()
  const fit = useCallback(() => size.width > 0 && setView(viewOf(points, size)), [points, size])
  const latest = useRef(fit)
  useLayoutEffect(() => {
    latest.current = fit // before the next effect asks for it
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for another plan or focus, not for every change of one
  useLayoutEffect(() => {
    latest.current()
  }, [fitKey, size.width > 0])
  const push = useCallback((right: number, down: number) => setView((now) => now && pushed(now, right, down)), [])
  const zoom = useCallback(
    (factor: number, at?: Metres) =>
      setView((now) => now && zoomed(now, factor, at ?? { x: size.width / 2, y: size.height / 2 }, size)),
    [size],
  )
  useWheel(box, zoom)
  useTwoFingers(box, push, zoom)
  return {
    view: view ?? viewOf(points, { width: Math.max(size.width, 100), height: Math.max(size.height, 100) }),
    size,
    fit,
    push,
    zoom,
  }
}

function useSize(box: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return size
}

function useWheel(box: RefObject<HTMLElement | null>, zoom: (factor: number, at: Metres) => void): void {
  useEffect(() => {
    const element = box.current
    if (!element) return
    const wheel = (event: WheelEvent) => {
      const isMeant = event.ctrlKey || event.metaKey || element.contains(document.activeElement)
      if (!isMeant) return // the page scrolls
      event.preventDefault()
      const lines = event.deltaMode === 1 ? 16 : 1
      zoom(wheelStep ** (-event.deltaY * lines * (event.ctrlKey ? 4 : 1)), inside(element, event))
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [box, zoom])
}

function useTwoFingers(
  box: RefObject<HTMLElement | null>,
  push: (right: number, down: number) => void,
  zoom: (factor: number, at: Metres) => void,
): void {
  useEffect(() => {
    const element = box.current
    if (!element) return
    let last: { readonly middle: Metres; readonly apart: number } | undefined
    const read = ({ touches }: TouchEvent) => {
      const [a, b] = [inside(element, touches[0]!), inside(element, touches[1]!)]
      return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: Math.hypot(a.x - b.x, a.y - b.y) }
    }
    const start = (event: TouchEvent) => {
      last = event.touches.length === 2 ? read(event) : undefined
    }
    const move = (event: TouchEvent) => {
      if (event.touches.length !== 2 || !last) return
      event.preventDefault() // one finger scrolls the page, two move the map
      const now = read(event)
      push(now.middle.x - last.middle.x, now.middle.y - last.middle.y)
      if (last.apart > 0) zoom(now.apart / last.apart, now.middle)
      last = now
    }
    element.addEventListener('touchstart', start, { passive: true })
    element.addEventListener('touchmove', move, { passive: false })
    element.addEventListener('touchend', start, { passive: true })
    return () => {
      element.removeEventListener('touchstart', start)
      element.removeEventListener('touchmove', move)
      element.removeEventListener('touchend', start)
    }
  }, [box, push, zoom])
}

/** Where in an element, in pixels. */
export function inside(
  element: Element,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Metres {
  const { left, top } = element.getBoundingClientRect()
  return { x: clientX - left, y: clientY - top }
}
