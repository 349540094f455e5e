import { Button, Skeleton } from '@mantine/core'
import type { Currency, HomeBody } from '@nunchi/protocol'
import { counted, LoadingStatus, useWords } from '@nunchi/ui'
import { useRef, useState } from 'react'
import { ItemCard } from '../item/item-card.tsx'
import css from './shelf.module.css'
import { useGlide } from './use-glide.ts'

const words = {
  ko: {
    all: '모두 보기',
    few: '접기',
    count: (n: number) => `상품 ${n}개`,
    scroll: (title: string) => `${title}: 옆으로 넘겨 보세요`,
  },
  en: {
    all: 'Show all',
    few: 'Show fewer',
    count: (n: number) => counted(n, 'product'),
    scroll: (title: string) => `${title}: scrolls sideways`,
  },
}

type Props = {
  readonly shelf: HomeBody['modules'][number]
  readonly currency: Currency
  readonly fresh: ReadonlySet<string>
  readonly isFirst: boolean
}
const eagerItems = 5
/** As many as the widest grid has in two rows; the style sheet hides the others there. */
const twoRows = 10

/** One module of the home: a row to swipe through on phones, a grid elsewhere. What moves glides to its new place. */
export function Shelf({ shelf: { module, title, items }, currency, fresh, isFirst }: Props) {
  const say = useWords(words)
  const list = useRef<HTMLUListElement>(null)
  const [isAll, setAll] = useState(false)
  useGlide(list, items.map(({ product }) => product).join(' '))
  const id = `shelf-${module}`
  return (
    <section className={css.shelf} aria-labelledby={id} data-nunchi-list={module}>
      <header className={css.head}>
        <h2 id={id} className={css.title}>
          {title}
        </h2>
        <span className={css.count}>{say.count(items.length)}</span>
      </header>
      <ul ref={list} className={css.items} data-all={isAll} aria-label={say.scroll(title)}>
        {items.map((item, place) => (
          <li key={item.product} data-product={item.product}>
            <ItemCard
              item={item}
              currency={currency}
              eager={isFirst && place < eagerItems}
              fresh={fresh.has(item.product)}
            />
          </li>
        ))}
      </ul>
      {items.length > twoRows && (
        <Button
          className={css.more}
          variant="default"
          aria-expanded={isAll}
          aria-label={`${isAll ? say.few : say.all}: ${title}`}
          onClick={() => setAll(!isAll)}
        >
          {isAll ? say.few : `${say.all} (${items.length})`}
        </Button>
      )}
    </section>
  )
}

/** Shelves as large as those that are on their way. */
export function ShelfLoading({ shelves }: { readonly shelves: number }) {
  return (
    <div aria-busy="true">
      <LoadingStatus />
      {Array.from({ length: shelves }, (_, shelf) => shelf).map((shelf) => (
        <div key={shelf} className={css.shelf}>
          <Skeleton height={26} width="11rem" mb="md" />
          <div className={css.items}>
            {[0, 1, 2, 3, 4].map((place) => (
              <div key={place}>
                <Skeleton style={{ aspectRatio: 1 }} height="auto" radius="lg" />
                <Skeleton height={14} width="40%" mt="sm" />
                <Skeleton height={14} mt={8} />
                <Skeleton height={18} width="60%" mt={8} mb={56} />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
