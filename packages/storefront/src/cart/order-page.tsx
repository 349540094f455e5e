import { Button, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { EmptyState, moment, money, useLanguage, useWords } from '@nunchi/ui'
import { IconCheck, IconClock } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useShop } from '../app/shop.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import { totalOf } from './cart.ts'
import { OrderArrival } from './order-arrival.tsx'
import { useOrders } from './orders.ts'
import type { PlacedOrder } from './placed-order.ts'

const words = {
  ko: {
    title: '주문이 완료됐어요',
    waits: '주문을 받아 두었어요',
    waitsHint: '지금은 서버에 연결할 수 없어요. 연결되면 저절로 보내요.',
    demo: '데모 주문: 결제도 실제 배송도 없어요.',
    changed: '주문한 상품은 바로 홈에 반영됐어요.',
    home: '바뀐 홈 보기',
    number: '주문 번호',
    unknown: '이 기기에 없는 주문이에요',
    unknownHint: '주문은 주문한 브라우저에서만 볼 수 있어요.',
  },
  en: {
    title: 'Thank you for your order',
    waits: 'Your order is waiting',
    waitsHint: 'The server cannot be reached now. It is sent by itself as soon as it is back.',
    demo: 'A demo order: nothing is charged, and what comes of it is made up.',
    changed: 'Your home already knows what you ordered.',
    home: 'See how it changed',
    number: 'Order',
    unknown: 'This device has no such order',
    unknownHint: 'An order can only be seen in the browser that placed it.',
  },
}

/** An order that was placed, from this browser's memory. */
export function OrderPage({ order: id }: { readonly order: string }) {
  const say = useWords(words)
  const orders = useOrders()
  const order = orders.find((one) => one.id === id)
  if (!order)
    return (
      <>
        <PageTitle title={say.unknown} />
        <EmptyState title={id}>{say.unknownHint}</EmptyState>
      </>
    )
  return (
    <Stack maw="34rem" mx="auto" gap="md" py="md">
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <ThemeIcon size="xl" radius="xl" aria-hidden>
          {order.sent ? <IconCheck /> : <IconClock />}
        </ThemeIcon>
        <PageTitle title={order.sent ? say.title : say.waits} />
      </Group>
      <Text>{order.sent ? say.changed : say.waitsHint}</Text>
      <Text size="sm" c="dimmed">
        {say.demo}
      </Text>
      <Lines order={order} />
      <Button component={Link} href="/" size="lg">
        {say.home}
      </Button>
      {order.sent && <OrderArrival order={order.id} />}
    </Stack>
  )
}

function Lines({ order }: { readonly order: PlacedOrder }) {
  const { currency } = useShop()
  const { lang } = useLanguage()
  const say = useWords(words)
  return (
    <>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {order.lines.map(({ product, title, quantity, priceMinor = 0 }) => (
          <Group component="li" key={product} justify="space-between" wrap="nowrap" gap="md">
            <Text size="sm">
              {title} × {quantity}
            </Text>
            <Text size="sm" fw={600} style={{ flex: 'none' }}>
              {money(priceMinor * quantity, currency, lang)}
            </Text>
          </Group>
        ))}
      </Stack>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {say.number} {order.id} · {moment(order.at, lang)}
        </Text>
        <Text fw={700}>{money(totalOf(order.lines), currency, lang)}</Text>
      </Group>
    </>
  )
}
