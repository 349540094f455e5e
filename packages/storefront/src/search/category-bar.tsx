import type { SearchBody } from '@nunchi/protocol'
import { count, useLanguage, useWords } from '@nunchi/ui'
import css from './category-bar.module.css'
import { categorySteps, parentOf } from './category-steps.ts'
import type { Wanted } from './search-address.ts'
import { searchWords } from './search-words.ts'

type Props = {
  readonly facets: SearchBody['facets'] | undefined
  readonly category: string
  readonly change: (next: Partial<Wanted>) => void
}

/** Categories to step down into, in one row to swipe through; of fixed height, so that nothing moves when they come. */
export function CategoryBar({ facets, category, change }: Props) {
  const { lang } = useLanguage()
  const say = useWords(searchWords)
  const steps = categorySteps(facets?.categories ?? [], category)
  return (
    <nav aria-label={say.categories} className={css.bar}>
      {category !== '' && (
        <button type="button" className={css.step} onClick={() => change({ category: parentOf(category) })}>
          ‹ {parentOf(category).split('>').at(-1) || say.everything}
        </button>
      )}
      {steps.map((step) => (
        <button
          key={step.category}
          type="button"
          className={css.step}
          aria-pressed={step.category === category}
          onClick={() => change({ category: step.category === category ? parentOf(category) : step.category })}
        >
          {step.name} <span className={css.count}>{count(step.count, lang)}</span>
        </button>
      ))}
    </nav>
  )
}
