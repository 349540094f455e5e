import { type RefObject, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'

export type Trial = {
  readonly product: string
  /** As it was asked about; '' before. */
  readonly price: string
  /** As it is typed. */
  readonly text: string
  readonly input: RefObject<HTMLInputElement | null>
  readonly setText: (text: string) => void
  /** Takes a product and forgets the price: another product's says nothing of it. */
  readonly choose: (product: string) => void
  readonly ask: () => void
}

/** The product and the price that are tried. Both stand in the address, so that a trial can be sent to somebody. */
export function useTrial(): Trial {
  const [search, setSearch] = useSearchParams()
  const product = search.get('product') ?? ''
  const price = search.get('price') ?? ''
  const [text, setText] = useState(price)
  const input = useRef<HTMLInputElement>(null)
  const go = (next: Readonly<Record<string, string>>) => {
    const told = Object.entries(next).filter(([, value]) => value !== '')
    setSearch(new URLSearchParams(told.map(([name, value]) => [name, value])), { replace: true })
  }
  return {
    product,
    price,
    text,
    input,
    setText,
    choose: (chosen) => {
      setText('')
      go({ product: chosen })
    },
    ask: () => go({ product, price: text.trim() }),
  }
}
