import { Alert, Button, Text } from '@mantine/core'
import type { OfferBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { createContext, useContext } from 'react'
import { Link } from 'wouter'
import { useAnswer } from '../data/use-answer.ts'
import { words } from './offers.words.ts'

/** An offer and the product that it is of by a person's word. */
export type Moved = { readonly offer: Pick<OfferBody, 'mallName' | 'title'>; readonly product: string }

/** Told of which product an offer is after each word of a person; a page of a product says it when it is another. */
export const MovedContext = createContext<(moved: Moved) => void>(() => {})

/** Tells the page where an offer is by what a person said of it. */
export function useMoved(): (moved: Moved) => void {
  return useContext(MovedContext)
}

/** Where an offer went that a person's word took out of a product: it would else be missing without a word. */
export function MovedOffer({
  moved: { offer, product },
  onClose,
}: {
  readonly moved: Moved
  readonly onClose: () => void
}) {
  const say = useWords(words)
  const { data } = useAnswer(['offers', 'product', product, 'moved'], (client, options) =>
    client.productOffers(product, { count: 1 }, options),
  )
  if (!data) return null
  const others = data.total - 1
  return (
    <Alert
      role="status"
      color="teal"
      title={others === 0 ? say.moved.alone : say.moved.joined(others)}
      withCloseButton
      closeButtonLabel={say.moved.close}
      onClose={onClose}
    >
      <Text size="sm">
        {offer.mallName}: {offer.title}
      </Text>
      <Button component={Link} href={`/offers/${encodeURIComponent(product)}`} size="xs" variant="default" mt="xs">
        {say.moved.open}
      </Button>
    </Alert>
  )
}
