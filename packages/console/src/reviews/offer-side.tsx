import { Box, Stack, Text } from '@mantine/core'
import type { Currency, OfferBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { MarkedText } from '../offers/marked-text.tsx'
import { wordSpans } from '../offers/marks.ts'
import { OfferPicture } from '../offers/offer-picture.tsx'
import { OfferPrice } from '../offers/offer-price.tsx'
import classes from './offer-side.module.css'
import { words } from './reviews.words.ts'

type Props = {
  readonly offer: OfferBody
  /** Words of its title that the other's does not have. */
  readonly own: readonly string[]
  readonly currency: Currency
  readonly label: string
}

/** One of the two, in its mall's own words. */
export function OfferSide({ offer, own, currency, label }: Props) {
  const say = useWords(words)
  const { title, mallName, brand, mpn, gtin, attributes, categoryPath } = offer
  const code = [mpn, attributes.model, gtin].filter(Boolean).join(' · ')
  return (
    <Stack component="article" aria-label={`${label}: ${title}`} gap="xs" miw={0}>
      <Box className={classes.picture}>
        <OfferPicture offer={offer} width="100%" />
      </Box>
      <Text size="xs" fw={600}>
        {mallName}
      </Text>
      <Text fz={{ base: 'sm', sm: 'md' }} lh={1.55} mih="3.1em" lang="ko">
        <MarkedText text={title} spans={wordSpans(title, own, 'own')} look="apart" />
      </Text>
      <OfferPrice offer={offer} currency={currency} />
      <dl className={classes.told}>
        <Told name={say.brand} value={brand} />
        <Told name={say.code} value={code} />
        <Told name={say.category} value={categoryPath.join(' > ')} />
      </dl>
    </Stack>
  )
}

function Told({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  const say = useWords(words)
  return (
    <>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} size="xs" c={value ? undefined : 'dimmed'}>
        {value || say.noWords}
      </Text>
    </>
  )
}
