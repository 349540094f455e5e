import { Anchor, Group, Stack } from '@mantine/core'
import type { ProductOffersBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { lastPart } from '../data/path-part.ts'
import { unknownAsNull } from '../data/unknown-as-null.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { Pager } from '../table/pager.tsx'
import { type Moved, MovedContext, MovedOffer } from './moved-offer.tsx'
import { OfferCard } from './offer-card.tsx'
import { words } from './offers.words.ts'
import { PricePast } from './price-past.tsx'
import { VotesTable } from './votes-table.tsx'

const pageSize = 20

/** One product: what it costs least, what its offers say, and each offer with where its values come from. */
export function Product() {
  const say = useWords(words)
  const product = lastPart(window.location.pathname)
  const [page, setPage] = useState(1)
  const [moved, setMoved] = useState<Moved>()
  const onMoved = useMemo(() => (now: Moved) => setMoved(now.product === product ? undefined : now), [product])
  const answer = useAnswer(
    ['offers', 'product', product, page],
    (client, options) =>
      client.productOffers(product, { offset: (page - 1) * pageSize, count: pageSize }, options).catch(unknownAsNull),
    { keepsLast: true },
  )
  return (
    <Page
      title={answer.data?.title ?? say.product}
      intro={product}
      actions={
        <Anchor component={Link} href="/offers" size="sm">
          <Group gap={4} wrap="nowrap">
            <IconArrowLeft size={14} aria-hidden /> {say.back}
          </Group>
        </Anchor>
      }
    >
      {moved && <MovedOffer moved={moved} onClose={() => setMoved(undefined)} />}
      <MovedContext value={onMoved}>
        <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
          {(body) =>
            body === null ? (
              <EmptyState title={say.unknown}>{say.unknownBody}</EmptyState>
            ) : (
              <Known body={body} page={page} onPage={setPage} />
            )
          }
        </Answered>
      </MovedContext>
    </Page>
  )
}

type KnownProps = {
  readonly body: ProductOffersBody
  readonly page: number
  readonly onPage: (page: number) => void
}

function Known({ body, page, onPage }: KnownProps) {
  const say = useWords(words)
  const format = useFormat()
  const { currency, totalMinor, unitPrice, total, attributes } = body
  return (
    <>
      <Figures
        columns={3}
        figures={[
          {
            label: say.figures.lowest,
            value: totalMinor === undefined ? '–' : format.money(totalMinor, currency),
            hint: totalMinor === undefined ? say.noneInStock : say.lowestHint,
          },
          {
            label: say.figures.unit,
            value: unitPrice ? format.money(unitPrice.minor, currency) : '–',
            hint: unitPrice && `/ ${unitPrice.per}`,
          },
          { label: say.figures.offers, value: format.count(total) },
        ]}
      />
      <PricePast product={body.product} priceMinor={totalMinor} />
      <Panel title={say.attributes} hint={say.attributesHint}>
        {attributes.length === 0 ? say.noAttributes : <VotesTable attributes={attributes} />}
      </Panel>
      <OfferList body={body} page={page} onPage={onPage} />
    </>
  )
}

function OfferList({ body: { offers, total, currency, attributes }, page, onPage }: KnownProps) {
  const say = useWords(words)
  const names = attributes.map(({ name }) => name)
  return (
    <Panel title={say.offersTitle} hint={say.offersHint}>
      <Stack gap="sm">
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say.offersTitle}>
          {offers.map((offer, nth) => (
            <OfferCard
              key={`${offer.mall} ${offer.key}`}
              offer={offer}
              offers={offers}
              currency={currency}
              names={names}
              isOpenFirst={nth === 0 && page === 1}
            />
          ))}
        </Stack>
        {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} onPage={onPage} />}
      </Stack>
    </Panel>
  )
}
