import { useEffect, useRef } from 'react'

/** The section takes the focus that a button lost by going away, here or in the stop before: keyboards and readers go on from there. */
export function useFocusKept(shown: string) {
  const section = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is what takes the focus away
  useEffect(() => {
    const isLost = document.activeElement === document.body && navigator.userActivation?.hasBeenActive
    if (isLost) section.current?.focus({ preventScroll: true })
  }, [shown])
  return section
}
