import { Button, Stack } from '@mantine/core'
import type { HiddenBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { IconEyeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useShop } from '../app/shop.tsx'
import { useHiding } from './hiding.ts'
import type { SheetItem } from './item-sheet-context.ts'

const words = {
  ko: {
    product: '이 상품 숨기기',
    brand: (name: string) => `브랜드 숨기기: ${name}`,
    category: (name: string) => `카테고리 숨기기: ${name}`,
  },
  en: {
    product: 'Hide this product',
    brand: (name: string) => `Hide the brand ${name}`,
    category: (name: string) => `Hide the category ${name}`,
  },
}

/** Ways not to be shown a product, its brand or its category any more. */
export function LessLikeThis({ item, done }: { readonly item: SheetItem; readonly done: () => void }) {
  const say = useWords(words)
  const { client, about } = useShop()
  const { data } = useQuery({
    queryKey: ['product', ...about, item.product],
    queryFn: ({ signal }) => client.product(item.product, { signal }),
    staleTime: 60_000,
  })
  const { change, isPending, error } = useHiding()
  const path = data?.product.categoryPath ?? []
  const choices: { readonly label: string; readonly hidden: HiddenBody }[] = [
    { label: say.product, hidden: { what: 'product', product: item.product } },
  ]
  if (item.brand) choices.push({ label: say.brand(item.brand), hidden: { what: 'brand', brand: item.brand } })
  if (path.length > 0) {
    const category = path.join('>')
    choices.push({ label: say.category(path.join(' › ')), hidden: { what: 'category', category } })
  }
  const hide = async (hidden: HiddenBody) => {
    if (await change({ hide: [hidden] }, hidden.what === 'product' ? item.title : nameOf(hidden))) done()
  }
  return (
    <Stack gap="xs" align="stretch">
      {choices.map(({ label, hidden }) => (
        <Button
          key={label}
          variant="default"
          justify="flex-start"
          loading={isPending}
          leftSection={<IconEyeOff size={16} aria-hidden />}
          onClick={() => hide(hidden)}
        >
          {label}
        </Button>
      ))}
      {error && <ErrorState error={error} />}
    </Stack>
  )
}

function nameOf(hidden: HiddenBody): string {
  if (hidden.what === 'brand') return hidden.brand
  return hidden.what === 'category' ? hidden.category.replaceAll('>', ' › ') : hidden.product
}
