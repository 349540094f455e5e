import { Checkbox, TextInput } from '@mantine/core'
import type { ConditionBody, WantedBody } from '@nunchi/protocol'
import { useLanguage, useWords } from '@nunchi/ui'
import { useId, useState } from 'react'
import { useShop } from '../app/shop.tsx'
import type { Choice } from './choice.ts'
import { conditionWords } from './condition-words.ts'
import css from './watch.module.css'
import { sheetWords } from './watch-words.ts'
import { choicesBeside, type Parts } from './wish.ts'
import { wishWords } from './wish-words.ts'

type Props = {
  readonly what: WantedBody['what']
  readonly parts: Parts
  readonly change: (parts: Parts) => void
  readonly target: string
  readonly changeTarget: (text: string) => void
  readonly noTarget: boolean
  readonly noConditions: boolean
}

/** Conditions of which all have to hold: those that can be chosen here, and others as they stand, until they are taken away. */
export function ConditionChecks(props: Props) {
  const { what, parts, change, target, changeTarget, noTarget, noConditions } = props
  const say = useWords(wishWords)
  const { choices: names, amount, noAmount } = useWords(sheetWords)
  const { currency } = useShop()
  const { lang } = useLanguage()
  const [othersOfBefore] = useState(parts.others)
  const [hint, error] = [useId(), useId()]
  const turn = (choice: Choice, isOn: boolean) => {
    const rest = parts.choices.filter((one) => one !== choice)
    change({ ...parts, choices: isOn ? [...rest, choice] : rest })
  }
  /** One of each kind can be waited for. */
  const turnOther = (other: ConditionBody, isOn: boolean) => {
    const rest = parts.others.filter((one) => one !== other)
    const choices = parts.choices.filter((choice) => choice !== other.when)
    change(isOn ? { ...parts, choices, others: [...rest, other] } : { ...parts, others: rest })
  }
  return (
    <fieldset className={css.checks} aria-describedby={`${hint} ${error}`}>
      <legend>{what === 'query' ? say.alsoQuery : say.all}</legend>
      {what === 'query' && <p id={hint}>{say.alsoHint}</p>}
      {othersOfBefore.map((one) => (
        <Checkbox
          key={JSON.stringify(one)}
          checked={parts.others.includes(one)}
          label={conditionWords([one], currency, lang)}
          onChange={({ currentTarget }) => turnOther(one, currentTarget.checked)}
        />
      ))}
      {choicesBeside(parts.others, what).map((choice, place) => (
        <div key={choice}>
          <Checkbox
            checked={parts.choices.includes(choice)}
            aria-invalid={(noConditions && place === 0) || undefined}
            label={names[choice].label}
            onChange={({ currentTarget }) => turn(choice, currentTarget.checked)}
          />
          {choice === 'at-most' && parts.choices.includes(choice) && (
            <TextInput
              className={css.amount}
              aria-label={amount}
              inputMode={currency.digits > 0 ? 'decimal' : 'numeric'}
              autoComplete="off"
              value={target}
              error={noTarget && noAmount}
              onChange={({ currentTarget }) => changeTarget(currentTarget.value)}
            />
          )}
        </div>
      ))}
      <p id={error} role="alert" className={css.wrong}>
        {noConditions && say.noConditions}
      </p>
    </fieldset>
  )
}
