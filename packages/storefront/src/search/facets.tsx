import { Button, Collapse, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { SearchBody } from '@nunchi/protocol'
import { count, money, useLanguage, useWords } from '@nunchi/ui'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useShop } from '../app/shop.tsx'
import css from './facets.module.css'
import type { Wanted } from './search-address.ts'
import { searchWords } from './search-words.ts'

type Props = {
  readonly facets: SearchBody['facets'] | undefined
  readonly wanted: Wanted
  readonly change: (next: Partial<Wanted>) => void
}
const shownMax = 12

/** Brands and price bands with their numbers: a press narrows down, another one lifts it. */
export function Facets({ facets, wanted, change }: Props) {
  const say = useWords(searchWords)
  const [isOpen, { toggle }] = useDisclosure(false)
  const chosen = [wanted.category, wanted.brand, wanted.minPrice ?? wanted.maxPrice].filter(Boolean).length
  return (
    <aside aria-label={say.facets}>
      <Button
        className={css.toggle}
        variant="default"
        aria-expanded={isOpen}
        leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
        onClick={toggle}
      >
        {chosen > 0 ? say.show(chosen) : say.facets}
      </Button>
      <Collapse expanded={isOpen} className={css.phone}>
        <Groups facets={facets} wanted={wanted} change={change} />
      </Collapse>
      <div className={css.desk}>
        <Groups facets={facets} wanted={wanted} change={change} />
      </div>
    </aside>
  )
}

function Groups({ facets, wanted, change }: Props) {
  const { currency } = useShop()
  const { lang } = useLanguage()
  const say = useWords(searchWords)
  if (!facets) return <Skeleton height={460} mt="sm" radius="md" />
  const isBand = (from: number, below: number) => wanted.minPrice === from && wanted.maxPrice === below - 1
  const chosen = wanted.category || wanted.brand || wanted.minPrice !== undefined || wanted.maxPrice !== undefined
  return (
    <div className={css.groups}>
      {chosen && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => change({ category: '', brand: '', minPrice: undefined, maxPrice: undefined })}
        >
          {say.clear}
        </Button>
      )}
      <Group title={say.brands}>
        {facets.brands.slice(0, shownMax).map(({ name, count: n }) => (
          <Choice
            key={name}
            count={count(n, lang)}
            isChosen={name === wanted.brand}
            turn={() => change({ brand: name === wanted.brand ? '' : name })}
          >
            {name}
          </Choice>
        ))}
      </Group>
      <Group title={say.prices}>
        {facets.prices.map(({ fromMinor, belowMinor, count: n }) => (
          <Choice
            key={fromMinor}
            count={count(n, lang)}
            isChosen={isBand(fromMinor, belowMinor)}
            turn={() =>
              change(
                isBand(fromMinor, belowMinor)
                  ? { minPrice: undefined, maxPrice: undefined }
                  : { minPrice: fromMinor, maxPrice: belowMinor - 1 },
              )
            }
          >
            {money(fromMinor, currency, lang)} – {money(belowMinor, currency, lang)}
          </Choice>
        ))}
      </Group>
    </div>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{title}</legend>
      {children}
    </fieldset>
  )
}

function Choice(props: {
  readonly children: ReactNode
  readonly count: string
  readonly isChosen: boolean
  readonly turn: () => void
}) {
  return (
    <button type="button" className={css.choice} aria-pressed={props.isChosen} onClick={props.turn}>
      <span>{props.children}</span>
      <span className={css.count}>{props.count}</span>
    </button>
  )
}
