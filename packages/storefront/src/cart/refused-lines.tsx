import { Alert, Button, Stack, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useEffect, useRef } from 'react'
import type { CheckedCart } from './hindrance.ts'
import { hindranceWords } from './hindrance-words.ts'

const words = {
  ko: {
    title: '지금은 주문할 수 없는 상품이 있어요',
    rest: '나머지는 장바구니에 그대로 있어요. 아직 주문하지 않았어요.',
    takeOut: '이 상품 빼기',
    repriced: '가격이 바뀌었어요',
    repricedHint: '합계를 새 가격으로 고쳤어요. 확인하고 다시 주문해 주세요. 아직 주문하지 않았어요.',
  },
  en: {
    title: 'Something cannot be ordered now',
    rest: 'The rest is still in your cart. Nothing has been ordered yet.',
    takeOut: 'Take it out',
    repriced: 'A price has changed',
    repricedHint: 'The total is now at the new price. Please look, and order again. Nothing has been ordered yet.',
  },
}

type Props = { readonly checked: CheckedCart; readonly takeOut: (products: ReadonlySet<string>) => void }

/** Says why an order was not placed, line by line, and offers to go on without what stands in its way. Takes the focus. */
export function RefusedLines({ checked, takeOut }: Props) {
  const { lines, hindered } = checked
  const say = useWords(words)
  const why = useWords(hindranceWords)
  const element = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is read out anew
  useEffect(() => element.current?.focus(), [checked])
  if (hindered.size === 0)
    return (
      <Alert ref={element} tabIndex={-1} color="orange" radius="lg" title={say.repriced}>
        {say.repricedHint}
      </Alert>
    )
  return (
    <Alert ref={element} tabIndex={-1} color="orange" radius="lg" title={say.title}>
      <Stack gap="sm" align="flex-start">
        <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
          {lines
            .filter(({ product }) => hindered.has(product))
            .map(({ product, title }) => (
              <li key={product}>
                <bdi>{title}</bdi> — <strong>{why[hindered.get(product)!]}</strong>
              </li>
            ))}
        </ul>
        <Text size="sm">{say.rest}</Text>
        <Button variant="default" onClick={() => takeOut(new Set(hindered.keys()))}>
          {say.takeOut}
        </Button>
      </Stack>
    </Alert>
  )
}
