import { Anchor, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { OfferBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import { useMoved } from './moved-offer.tsx'
import { words } from './offers.words.ts'
import { useAskAnew } from './use-ask-anew.ts'

type Props = { readonly offer: OfferBody; readonly offers: readonly OfferBody[] }

/** Why an offer is of its product; where a person said so, that can be taken back. */
export function MatchReason({ offer, offers }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { matched } = offer
  if (!matched) return null
  const { how, chance } = matched
  const other = matched.with && offers.find(({ mall, key }) => mall === matched.with?.mall && key === matched.with.key)
  const told =
    how === 'trees'
      ? say.matched.trees(format.percent(chance, 0))
      : how === 'gtin' || how === 'code' || how === 'alone' || how === 'person'
        ? say.matched[how]
        : how
  return (
    <Text size="xs" c="dimmed" component="div">
      {told}
      {other && ` · ${say.with(`${other.mallName}, ${other.title}`)}`}
      {how === 'person' && matched.with && <TakeBack offer={offer} other={matched.with} />}
    </Text>
  )
}

type TakeBackProps = { readonly offer: OfferBody; readonly other: { readonly mall: string; readonly key: string } }

function TakeBack({ offer, other }: TakeBackProps) {
  const say = useWords(words)
  const { client } = useSession()
  const moved = useMoved()
  const askAnew = useAskAnew()
  const { mall, key } = offer
  const back = useMutation({
    mutationFn: () => client.withdrawVerdict({ one: { mall, key }, other }, { timeoutMs: 60_000 }),
    onSuccess: async ({ products, follows }) => {
      if (products.one !== undefined) moved({ offer, product: products.one })
      await askAnew()
      notifications.show({ message: follows === 'same' ? say.tookBackYet : say.tookBackVerdict })
    },
  })
  return (
    <>
      {' · '}
      <Anchor component="button" type="button" size="xs" disabled={back.isPending} onClick={() => back.mutate()}>
        {say.takeBack}
      </Anchor>
      {back.error && <ErrorState error={back.error} />}
    </>
  )
}
