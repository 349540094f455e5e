import { useCallback } from 'react'
import { useAct } from '../app/act.ts'
import { useKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'

const none: readonly string[] = []

/** What this person wished for, newest first, and a way to wish or no longer wish. */
export function useWishes(): {
  readonly wishes: readonly string[]
  readonly turn: (item: { readonly product: string; readonly title: string }) => Promise<number>
} {
  const { drawer } = useShop()
  const act = useAct()
  const [wishes, setWishes] = useKept<readonly string[]>(`${drawer}wishes`, none)
  const turn = useCallback(
    ({ product, title }: { readonly product: string; readonly title: string }) => {
      const had = wishes.includes(product)
      setWishes(had ? wishes.filter((one) => one !== product) : [product, ...wishes])
      return act({ kind: had ? 'unwished' : 'wished', name: title }, (collector) =>
        had ? collector.productUnwished(product) : collector.productWished(product),
      )
    },
    [wishes, setWishes, act],
  )
  return { wishes, turn }
}
