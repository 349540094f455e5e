import { Group, Text } from '@mantine/core'
import type { Currency, OfferBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Tag } from '../data/tag.tsx'
import { useFormat } from '../data/use-format.ts'
import { words } from './values.words.ts'

/** What an offer comes to, and of what that is made up. */
export function OfferPrice({ offer, currency }: { readonly offer: OfferBody; readonly currency: Currency }) {
  const say = useWords(words)
  const format = useFormat()
  const { priceMinor, shippingMinor, couponMinor, totalMinor, inStock, isHeld, condition } = offer
  const money = (minor: number) => format.money(minor, currency)
  if (priceMinor === undefined)
    return (
      <Text size="sm" c="dimmed">
        {say.noPrice}
      </Text>
    )
  const shipping =
    shippingMinor === undefined
      ? say.shippingUnknown
      : shippingMinor === 0
        ? say.free
        : `+ ${say.shipping} ${money(shippingMinor)}`
  const isPlain = totalMinor === undefined || totalMinor === priceMinor
  const coupon = couponMinor ? `− ${say.coupon} ${money(couponMinor)}` : undefined
  return (
    <Group gap="xs" style={{ fontVariantNumeric: 'tabular-nums' }}>
      <Text fw={650}>{money(totalMinor ?? priceMinor)}</Text>
      <Text size="xs" c="dimmed">
        {[isPlain ? undefined : money(priceMinor), shipping, coupon].filter(Boolean).join(' ')}
      </Text>
      {!inStock && <Tag color="orange">{say.soldOut}</Tag>}
      {isHeld && <Tag color="red">{say.isHeld}</Tag>}
      {condition && say.used[condition] && <Tag color="indigo">{say.used[condition]}</Tag>}
    </Group>
  )
}
