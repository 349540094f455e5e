import { Chip, Group, NativeSelect, Stack, Text } from '@mantine/core'
import type { CountingBody, ProductOffersBody } from '@nunchi/protocol'
import { useLanguage, useWords } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { useShop } from '../app/shop.tsx'
import type { Per } from './choice.ts'
import { perWords } from './condition-words.ts'
import css from './watch.module.css'

/** What is asked beside when to be told: a mall, '' for all; cards and memberships; and how much the amount is for, if not for all. */
export type More = { readonly mall: string; readonly benefits: readonly string[]; readonly per?: Per }

const words = {
  ko: {
    more: '쇼핑몰·카드·단위 가격 고르기',
    mall: '어느 쇼핑몰의 가격인가요?',
    all: '모든 쇼핑몰',
    benefits: '내가 가진 카드와 멤버십',
    benefitsHint: '이 혜택을 받은 가격으로 알려 드려요',
    per: (amount: string) => `원하는 가격은 ${amount}당 가격이에요`,
  },
  en: {
    more: 'Choose a mall, cards or a unit price',
    mall: 'The price of which mall?',
    all: 'All malls',
    benefits: 'Cards and memberships that I have',
    benefitsHint: 'You are told of the price that they give',
    per: (amount: string) => `My price is for ${amount}`,
  },
}

/** What malls offer of a product; undefined while unknown, and of the shop's own products. */
function useMallOffers(product: string): ProductOffersBody | undefined {
  const { client } = useShop()
  const { data } = useQuery({
    queryKey: ['mall-offers', product],
    queryFn: ({ signal }) => client.productOffers(product, { count: 100 }, { signal }),
    staleTime: 60_000,
  })
  return data && data.total > 0 ? data : undefined
}

/** "100 g" of a unit price as the API takes it. */
function perOf({ unitPrice }: ProductOffersBody): Per | undefined {
  const [amount, unit] = unitPrice?.per.split(' ') ?? []
  return unit === undefined ? undefined : { amount: Number(amount), unit: unit as Per['unit'] }
}

/** The way of counting that was chosen; undefined for the price of everybody. */
export function countingOf({ mall, benefits }: More): CountingBody | undefined {
  if (mall === '' && benefits.length === 0) return undefined
  return { ...(mall !== '' && { malls: [mall] }), ...(benefits.length > 0 && { benefits: [...benefits] }) }
}

type Props = {
  readonly product: string
  readonly more: More
  readonly change: (more: More) => void
  /** The amount is for so much from now on, which costs `minor` now; for all of it without. */
  readonly changePer: (per: Per | undefined, minor: number | undefined) => void
  /** Whether an amount is asked for, which may be for so much. */
  readonly isAmount: boolean
}

/** Which prices count, for who wants to say; nothing where all malls are one and cost everybody the same. */
export function CountingFields({ product, more, change, changePer, isAmount }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const offers = useMallOffers(product)
  if (!offers) return null
  const chosen = more.mall === '' ? [] : [[more.mall, more.mall] as const] // may offer it no more
  const malls = [...new Map([...chosen, ...offers.offers.map(({ mall, mallName }) => [mall, mallName] as const)])]
  const asksMall = malls.length > 1 || more.mall !== ''
  const named = offers.offers.flatMap(({ benefits = [] }) => benefits.map(({ programme }) => programme))
  const benefits = [...new Set([...named, ...more.benefits])].sort()
  const per = perOf(offers)
  if (!asksMall && benefits.length === 0 && !per) return null
  return (
    <details className={css.more} open={countingOf(more) !== undefined || more.per !== undefined || undefined}>
      <summary>{say.more}</summary>
      <Stack gap="sm" mt="sm">
        {asksMall && (
          <NativeSelect
            label={say.mall}
            value={more.mall}
            data={[{ value: '', label: say.all }, ...malls.map(([value, label]) => ({ value, label }))]}
            onChange={({ currentTarget }) => change({ ...more, mall: currentTarget.value })}
          />
        )}
        {benefits.length > 0 && (
          <fieldset className={css.benefits}>
            <legend>{say.benefits}</legend>
            <Text size="xs" c="dimmed">
              {say.benefitsHint}
            </Text>
            <Chip.Group
              multiple
              value={[...more.benefits]}
              onChange={(chosen) => change({ ...more, benefits: chosen })}
            >
              <Group gap="xs" mt="xs">
                {benefits.map((name) => (
                  <Chip key={name} value={name}>
                    {name}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </fieldset>
        )}
        {per && isAmount && (
          <Chip
            checked={more.per !== undefined}
            onChange={(isPer) => (isPer ? changePer(per, offers.unitPrice?.minor) : changePer(undefined, undefined))}
          >
            {say.per(perWords(per, lang))}
          </Chip>
        )}
      </Stack>
    </details>
  )
}
