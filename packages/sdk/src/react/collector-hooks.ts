import { useCallback, useEffect, useRef } from 'react'
import type { Collector } from '../collector/collector.ts'
import type { ProductSaid } from '../collector/message.ts'
import { useNunchi } from './provider.ts'

/** The collector of the provider. @throws Error when it has none */
export function useCollector(): Collector {
  const { collector } = useNunchi()
  if (collector === undefined) throw new Error('useCollector: the NunchiProvider has no collector; hand it one')
  return collector
}

/** Tells that a product's page is looked at, and when it is left for how long. Nothing while the product is undefined. */
export function useProductView(product: ProductSaid | undefined): void {
  const collector = useCollector()
  const id = typeof product === 'object' ? product.id : product
  const latest = useRef(product)
  useEffect(() => {
    latest.current = product
  })
  useEffect(() => {
    if (id === undefined) return
    // A tick later: React in strict mode mounts twice, and nobody looked twice.
    const timer = setTimeout(() => collector.productViewed(latest.current ?? id))
    return () => {
      clearTimeout(timer)
      collector.leaveProduct()
    }
  }, [collector, id])
}

/**
 * For the `ref` of an element: products in it that come into view are told, by the nearest list's name, and clicks on
 * their links. Mark them with `impression(product)` and `impressionList(name)`.
 */
export function useImpressions(): (root: HTMLElement | null) => void {
  const collector = useCollector()
  const end = useRef<(() => void) | undefined>(undefined)
  return useCallback(
    (root: HTMLElement | null) => {
      end.current?.()
      end.current = root === null ? undefined : collector.watch(root)
    },
    [collector],
  )
}

/** Marks an element as this product: `<article {...impression(id)}>`. */
export function impression(product: string): { readonly 'data-nunchi-product': string } {
  return { 'data-nunchi-product': product }
}

/** Names the list that the products in an element are of: `<section {...impressionList('deals')}>`. */
export function impressionList(name: string): { readonly 'data-nunchi-list': string } {
  return { 'data-nunchi-list': name }
}
