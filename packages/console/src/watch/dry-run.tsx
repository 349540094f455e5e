import { Button, Group, Stack, TextInput } from '@mantine/core'
import type { Currency } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { type SubmitEvent, useState } from 'react'
import { Panel } from '../data/panel.tsx'
import { DryRunAnswer } from './dry-run-answer.tsx'
import { minorOf } from './price-text.ts'
import { ProductSelect } from './product-select.tsx'
import type { Trial } from './use-trial.ts'
import { words } from './watch.words.ts'

/** Asks who would be told if a product cost so much, and says it. */
export function DryRun({ trial, currency }: { readonly trial: Trial; readonly currency: Currency }) {
  const say = useWords(words)
  const [isTried, setTried] = useState(false)
  const { product, text, price } = trial
  const minor = minorOf(price, currency)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (product !== '' && minorOf(text, currency) !== undefined) trial.ask()
  }
  return (
    <Panel title={say.trial} hint={say.trialHint}>
      <Stack gap="md">
        <form onSubmit={submit} noValidate>
          <Group gap="sm" align="flex-start">
            <ProductSelect
              product={product}
              error={isTried && product === '' && say.productMissing}
              onChange={(chosen) => {
                setTried(false)
                trial.choose(chosen)
              }}
            />
            <TextInput
              ref={trial.input}
              label={say.price(currency.code)}
              w={{ base: '100%', xs: 200 }}
              inputMode={currency.digits === 0 ? 'numeric' : 'decimal'}
              autoComplete="off"
              maxLength={20}
              value={text}
              error={isTried && minorOf(text, currency) === undefined && say.priceWrong(currency.digits)}
              onChange={(event) => trial.setText(event.currentTarget.value)}
            />
            <Button type="submit" mt={{ base: 0, xs: 25 }}>
              {say.ask}
            </Button>
          </Group>
        </form>
        {product !== '' && minor !== undefined && <DryRunAnswer product={product} priceMinor={minor} />}
      </Stack>
    </Panel>
  )
}
