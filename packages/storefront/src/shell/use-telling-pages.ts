import { useLayoutEffect } from 'react'
import { useLocation } from 'wouter'
import { useShop } from '../app/shop.tsx'

/** Tells of each page by the name of its kind; in a layout effect, so that it comes before what the page itself tells. */
export function useTellingPages(): void {
  const { collector } = useShop()
  const [path] = useLocation()
  useLayoutEffect(() => {
    collector.page(path.split('/')[1] || 'home')
  }, [collector, path])
}
