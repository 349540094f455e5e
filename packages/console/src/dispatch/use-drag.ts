import { useCallback, useEffect, useRef, useState } from 'react'
import type { Metres } from './map-plane.ts'
import type { Target } from './use-moves.ts'

/** A stop in somebody's hand: where it is in the window, and where it would go. */
export type Dragged = {
  readonly delivery: string
  readonly x: number
  readonly y: number
  readonly target?: Target
  /** On the map: the points between which it would come. */
  readonly between?: readonly [Metres, Metres]
}
export type Drag = {
  readonly now: Dragged | undefined
  readonly over: (dragged: Dragged) => void
  readonly drop: () => void
  readonly cancel: () => void
}

/** One drag at a time, wherever on the page it began; Escape ends it. @param onDrop told where a stop was let go */
export function useDrag(onDrop: (delivery: string, target: Target) => void): Drag {
  const [now, setNow] = useState<Dragged>()
  const latest = useRef<Dragged>(undefined)
  const isCancelled = useRef(false)
  const over = useCallback((dragged: Dragged) => {
    if (isCancelled.current) return
    latest.current = dragged
    setNow(dragged)
  }, [])
  const cancel = useCallback(() => {
    latest.current = undefined
    setNow(undefined)
  }, [])
  const drop = useCallback(() => {
    const dragged = latest.current
    isCancelled.current = false
    cancel()
    if (dragged?.target) onDrop(dragged.delivery, dragged.target)
  }, [cancel, onDrop])
  const isOn = now !== undefined
  useEffect(() => {
    if (!isOn) return
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      isCancelled.current = true // until the button is let go
      cancel()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [isOn, cancel])
  return { now, over, drop, cancel }
}
