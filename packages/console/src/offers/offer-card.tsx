import { Anchor, Collapse, Group, Paper, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Currency, OfferBody } from '@nunchi/protocol'
import { attributeName, useLanguage, useWords } from '@nunchi/ui'
import { IconChevronDown, IconChevronRight, IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import { MarkedText } from './marked-text.tsx'
import { MatchReason } from './match-reason.tsx'
import { OfferPicture } from './offer-picture.tsx'
import { OfferPrice } from './offer-price.tsx'
import { words } from './offers.words.ts'
import { ValueList } from './value-list.tsx'
import { words as valueWords } from './values.words.ts'
import { VerdictList } from './verdict-list.tsx'

type Props = {
  readonly offer: OfferBody
  /** All of its product, to name the one that it was put with. */
  readonly offers: readonly OfferBody[]
  readonly currency: Currency
  /** Attributes that offers of this product have. */
  readonly names: readonly string[]
  readonly isOpenFirst: boolean
}

/** One mall's offer in its own words, what it comes to, why it is here, and what was read out of it from where. */
export function OfferCard({ offer, offers, currency, names, isOpenFirst }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const [isOpen, { toggle }] = useDisclosure(isOpenFirst)
  const [looked, setLooked] = useState<string>()
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  const inTitle = offer.values.filter(({ field }) => field === 'title')
  return (
    <Paper component="li" withBorder p="sm" radius="md">
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <OfferPicture offer={offer} width={64} />
        <Stack gap={4} miw={0} flex={1}>
          <Group gap="xs" justify="space-between">
            <Text size="xs" fw={600}>
              {offer.mallName}{' '}
              <Text span inherit fw={400} c="dimmed">
                {offer.key}
              </Text>
            </Text>
            <MallLink offer={offer} />
          </Group>
          <Text size="sm" lang="ko" lh={1.6}>
            <MarkedText
              text={offer.title}
              spans={inTitle}
              looked={looked}
              tell={(found) => found.map((name) => attributeName(name, lang)).join(', ')}
            />
          </Text>
          <OfferPrice offer={offer} currency={currency} />
          <MatchReason offer={offer} offers={offers} />
          <VerdictList offer={offer} offers={offers} />
        </Stack>
      </Group>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} mt="xs">
        <Text size="sm" fw={500}>
          <Chevron size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {say.values(offer.values.length)}
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen}>{isOpen && <ValueList offer={offer} names={names} onLook={setLooked} />}</Collapse>
    </Paper>
  )
}

function MallLink({ offer: { url, mallName } }: { readonly offer: OfferBody }) {
  const say = useWords(valueWords)
  if (url === undefined || !/^https?:/i.test(url)) return null
  return (
    <Anchor href={url} size="xs" target="_blank" rel="noreferrer">
      {say.atMall(mallName)} <IconExternalLink size={12} aria-hidden style={{ verticalAlign: '-1px' }} />
    </Anchor>
  )
}
