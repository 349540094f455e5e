import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { usePriceHistory } from '@nunchi/sdk/react'
import { money, useLanguage, useWords } from '@nunchi/ui'
import { type FormEvent, useRef, useState } from 'react'
import { useShop } from '../app/shop.tsx'
import { amountIn, type Choice, choiceOf, choices, conditionOf, type Per, targetBelow } from './choice.ts'
import { CountingFields, countingOf, type More } from './counting-fields.tsx'
import { FormEnd } from './form-end.tsx'
import { useSaving } from './use-saving.tsx'
import css from './watch.module.css'
import { useWatch, type WatchItem, watchOf } from './watch-context.ts'
import { sheetWords } from './watch-words.ts'

/** What to wait for: chosen already as most want it, or as it stands where the product is waited for. */
export function WatchForm({ item, close }: { readonly item: WatchItem; readonly close: () => void }) {
  const watch = useWatch()
  const say = useWords(sheetWords)
  const { currency } = useShop()
  const [current] = useState(() => watchOf(watch, item.product))
  const [choice, choose] = useState<Choice>(() => firstChoice(item, current && choiceOf(current.conditions)))
  const [text, setText] = useState(() => textOf(firstTarget(item, current), currency.digits))
  const [more, setMore] = useState<More>(() => firstMore(current))
  const [isChecked, setChecked] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const target = amountIn(text, currency.digits)
  const save = useSaving(current, close)
  const changePer = (per: Per | undefined, minor = item.priceMinor ?? 0) => {
    setMore({ ...more, per })
    setText(textOf(targetBelow(minor), currency.digits))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (choice === 'at-most' && target === undefined) return field.current?.focus()
    const conditions = [conditionOf(choice, target ?? 0, more.per)]
    save.mutate({ wanted: { what: 'products', products: [item.product] }, conditions, counting: countingOf(more) })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Radio.Group label={say.when} value={choice} onChange={(value) => choose(value as Choice)}>
          <Stack gap="sm" mt="xs">
            {choices
              .filter((one) => one !== 'back-in-stock' || !canBeHad(item) || choice === one)
              .map((one) => (
                <div key={one}>
                  <Radio value={one} label={say.choices[one].label} description={say.choices[one].hint || undefined} />
                  {one === 'at-most' && (
                    <Amount
                      {...{ item, text, target, field, more }}
                      isWrong={isChecked && choice === one && target === undefined}
                      change={(next) => {
                        setText(next)
                        choose('at-most')
                      }}
                    />
                  )}
                </div>
              ))}
          </Stack>
        </Radio.Group>
        <CountingFields
          {...{ product: item.product, more, changePer }}
          change={setMore}
          isAmount={choice === 'at-most'}
        />
        <FormEnd {...{ current, save, close }} />
      </Stack>
    </form>
  )
}

type AmountProps = {
  readonly item: WatchItem
  readonly text: string
  /** The amount that the text says, in minor units. */
  readonly target: number | undefined
  readonly field: React.Ref<HTMLInputElement>
  readonly isWrong: boolean
  /** With anything of it, another price is meant than the one that is shown. */
  readonly more: More
  readonly change: (text: string) => void
}

/** The amount of at-most, and amounts that come to mind. Their line has its height before they are there. */
function Amount({ item, text, target, field, isWrong, more, change }: AmountProps) {
  const { product } = item
  const isOther = more.per !== undefined || countingOf(more) !== undefined
  const priceMinor = isOther ? undefined : item.priceMinor
  const say = useWords(sheetWords)
  const { currency } = useShop()
  const { lang } = useLanguage()
  const { data } = usePriceHistory(product)
  const lows = data?.days.flatMap(({ lowMinor }) => lowMinor ?? []) ?? []
  const low = lows.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const offers = [
    ...(priceMinor === undefined ? [] : [{ minor: targetBelow(priceMinor), words: say.below }]),
    ...(low < (priceMinor ?? 0) ? [{ minor: low, words: say.low }] : []),
  ]
  const isMet = target !== undefined && priceMinor !== undefined && priceMinor <= target
  return (
    <div className={css.amount}>
      <TextInput
        ref={field}
        aria-label={say.amount}
        inputMode={currency.digits > 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        value={text}
        error={isWrong && say.noAmount}
        description={isMet ? say.already : target === undefined ? ' ' : money(target, currency, lang)}
        inputWrapperOrder={['input', 'error', 'description']}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <Group gap="xs" mih={30}>
        {offers.map(({ minor, words }) => (
          <Button
            key={minor}
            size="compact-sm"
            variant="light"
            aria-pressed={target === minor}
            onClick={() => change(textOf(minor, currency.digits))}
          >
            {words(money(minor, currency, lang))}
          </Button>
        ))}
      </Group>
    </div>
  )
}

function canBeHad({ priceMinor, inStock = true }: WatchItem): boolean {
  return inStock && priceMinor !== undefined
}

function firstChoice(item: WatchItem, current: Choice | undefined): Choice {
  if (item.targetMinor !== undefined) return 'at-most'
  return current ?? (canBeHad(item) ? 'at-most' : 'back-in-stock')
}

/** Minor units as somebody would type them. */
function textOf(minor: number, digits: number): string {
  return (minor / 10 ** digits).toFixed(digits)
}

/** Which prices count by what stands. */
function firstMore(current: ReturnType<typeof watchOf>): More {
  const [condition] = current?.conditions ?? []
  const { malls: [mall = ''] = [], benefits = [] } = current?.counting ?? {}
  return { mall, benefits, ...(condition?.when === 'at-most' && { per: condition.per }) }
}

/** What was suggested, what stands, or 5 % below the price. */
function firstTarget(item: WatchItem, current: ReturnType<typeof watchOf>): number {
  const [condition] = current?.conditions ?? []
  if (item.targetMinor !== undefined) return item.targetMinor
  return condition?.when === 'at-most' ? condition.minor : targetBelow(item.priceMinor ?? 0)
}
