import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { Currency, OfferBody } from '@nunchi/protocol'
import { Link } from 'wouter'
import { Tag } from '../data/tag.tsx'
import type { Format } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { OfferPicture } from './offer-picture.tsx'
import type { words } from './offers.words.ts'
import type { words as valueWords } from './values.words.ts'

type Given = {
  readonly say: (typeof words)['en']
  readonly sayValue: (typeof valueWords)['en']
  readonly format: Format
  readonly currency: Currency | undefined
}

/** The columns of a list of offers; each leads to its product. */
export function offerColumns({ say, sayValue, format, currency }: Given): readonly Column<OfferBody>[] {
  return [
    {
      key: 'offer',
      title: say.offer,
      canSort: false,
      value: ({ title }) => title,
      show: (offer) => (
        <Group gap="sm" wrap="nowrap">
          <OfferPicture offer={offer} width={44} />
          <Stack gap={0} miw={0}>
            <Anchor component={Link} href={`/offers/${encodeURIComponent(offer.product)}`} size="sm" lineClamp={2}>
              {offer.title}
            </Anchor>
            <Text size="xs" c="dimmed" truncate>
              {[offer.brand, offer.categoryPath.join(' > ')].filter(Boolean).join(' · ')}
            </Text>
            <Text size="xs" hiddenFrom="sm">
              {offer.mallName}
            </Text>
          </Stack>
        </Group>
      ),
    },
    {
      key: 'mall',
      visibleFrom: 'sm',
      title: say.mall,
      canSort: false,
      value: ({ mallName }) => mallName,
    },
    {
      key: 'total',
      title: say.total,
      align: 'right',
      canSort: false,
      value: ({ totalMinor, priceMinor }) => totalMinor ?? priceMinor,
      show: ({ totalMinor, priceMinor, inStock }) => {
        const minor = totalMinor ?? priceMinor
        return (
          <>
            {minor === undefined || !currency ? '–' : format.money(minor, currency)}
            {!inStock && (
              <div>
                <Tag color="orange">{sayValue.soldOut}</Tag>
              </div>
            )}
          </>
        )
      },
    },
  ]
}
