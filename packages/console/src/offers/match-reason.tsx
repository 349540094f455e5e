import { Text } from '@mantine/core'
import type { OfferBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useFormat } from '../data/use-format.ts'
import { words } from './offers.words.ts'

type Props = { readonly offer: OfferBody; readonly offers: readonly OfferBody[] }

/** Why an offer is of its product. */
export function MatchReason({ offer: { matched }, offers }: Props) {
  const say = useWords(words)
  const format = useFormat()
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
    <Text size="xs" c="dimmed">
      {told}
      {other && ` · ${say.with(`${other.mallName}, ${other.title}`)}`}
    </Text>
  )
}
