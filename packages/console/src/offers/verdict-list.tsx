import { Anchor, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { OfferBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { useSession } from '../session/session.tsx'
import { useMoved } from './moved-offer.tsx'
import { words } from './offers.words.ts'
import { useAskAnew } from './use-ask-anew.ts'

type Verdict = NonNullable<OfferBody['verdicts']>[number]
type Props = { readonly offer: OfferBody; readonly offers: readonly OfferBody[] }

/** What persons said of an offer and others, of this product or not: each can be taken back. */
export function VerdictList({ offer, offers }: Props) {
  const say = useWords(words)
  const { verdicts = [] } = offer
  if (verdicts.length === 0) return null
  return (
    <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say.verdicts}>
      {verdicts.map((verdict) => (
        <OneVerdict
          key={JSON.stringify(verdict.with)}
          offer={offer}
          verdict={verdict}
          other={offers.find(({ mall, key }) => mall === verdict.with.mall && key === verdict.with.key)}
        />
      ))}
    </Stack>
  )
}

type OneProps = { readonly offer: OfferBody; readonly verdict: Verdict; readonly other: OfferBody | undefined }

function OneVerdict({ offer, verdict, other }: OneProps) {
  const say = useWords(words)
  const { client } = useSession()
  const moved = useMoved()
  const askAnew = useAskAnew()
  const { mall, key } = offer
  const back = useMutation({
    mutationFn: () => client.withdrawVerdict({ one: { mall, key }, other: verdict.with }, { timeoutMs: 60_000 }),
    onSuccess: async ({ products, follows }) => {
      if (products.one !== undefined) moved({ offer, product: products.one })
      await askAnew()
      notifications.show({ message: follows === 'same' ? say.tookBackYet : say.tookBackVerdict })
    },
  })
  const said = say.verdict[verdict.verdict](
    other ? `${other.mallName}, ${other.title}` : `${verdict.with.mall} ${verdict.with.key}`,
  )
  return (
    <Text size="xs" c="dimmed" component="li">
      {said} ·{' '}
      <Anchor
        component="button"
        type="button"
        size="xs"
        aria-label={say.takeBackOf(said)}
        disabled={back.isPending}
        onClick={() => back.mutate()}
      >
        {say.takeBack}
      </Anchor>
      {back.error && <ErrorState error={back.error} />}
    </Text>
  )
}
