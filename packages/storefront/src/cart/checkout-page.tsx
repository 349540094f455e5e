import { Button, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { money, useLanguage, useWords } from '@nunchi/ui'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Redirect } from 'wouter'
import { useKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import { totalOf } from './cart.ts'
import { type CheckoutForm, emptyForm, troublesOf } from './checkout-form.ts'
import { checkoutWords } from './checkout-words.ts'
import { RefusedLines } from './refused-lines.tsx'
import { useCart } from './use-cart.ts'
import { usePlaceOrder } from './use-place-order.ts'
import { usePricedCart } from './use-priced-cart.ts'

const fields = ['name', 'phone', 'address'] as const
const autoComplete = { name: 'name', phone: 'tel', address: 'street-address' } as const

/** A short checkout. What is typed is kept at every stroke, so that neither an error nor a reload loses it. */
export function CheckoutPage() {
  const { drawer, currency, collector } = useShop()
  const { lang } = useLanguage()
  const say = useWords(checkoutWords)
  const [form, setForm] = useKept(`${drawer}checkout`, emptyForm)
  const [isChecked, setChecked] = useState(false)
  const { cart, takeOut } = useCart()
  const { lines } = usePricedCart(cart)
  const { place, isPlacing, refused, understood } = usePlaceOrder()
  const element = useRef<HTMLFormElement>(null)
  const products = cart.map(({ product }) => product).join(' ')
  useEffect(() => {
    if (products !== '') collector.checkoutStarted(products.split(' '))
  }, [collector, products])
  if (cart.length === 0 && !isPlacing) return <Redirect to="/cart" replace />

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const first = fields.find((field) => troublesOf(form)[field])
    if (first) return element.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    return void place(lines)
  }
  return (
    <Stack maw="34rem" mx="auto" gap="lg">
      <PageTitle title={say.title} />
      <Paper p="md" radius="lg" bg="var(--shop-tint)">
        <Text size="sm">{say.demo}</Text>
      </Paper>
      <form ref={element} onSubmit={submit} noValidate>
        <Stack gap="md">
          <Fields form={form} change={setForm} troubles={isChecked ? troublesOf(form) : {}} />
          {refused && (
            <RefusedLines
              checked={refused}
              takeOut={(products) => {
                understood()
                takeOut(products)
              }}
            />
          )}
          <Button type="submit" size="lg" loading={isPlacing}>
            {say.order(money(totalOf(lines), currency, lang))}
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}

type FieldsProps = {
  readonly form: CheckoutForm
  readonly change: (form: CheckoutForm) => void
  readonly troubles: ReturnType<typeof troublesOf>
}

function Fields({ form, change, troubles }: FieldsProps) {
  const say = useWords(checkoutWords)
  return (
    <>
      {fields.map((field) => {
        const trouble = troubles[field]
        return (
          <TextInput
            key={field}
            name={field}
            size="md"
            label={say.fields[field]}
            placeholder={say.examples[field]}
            required
            autoComplete={autoComplete[field]}
            inputMode={field === 'phone' ? 'tel' : undefined}
            value={form[field]}
            error={trouble && say.troubles[trouble]}
            onChange={({ currentTarget }) => change({ ...form, [field]: currentTarget.value })}
          />
        )
      })}
      <Textarea
        name="note"
        size="md"
        label={say.fields.note}
        placeholder={say.examples.note}
        rows={2}
        value={form.note}
        onChange={({ currentTarget }) => change({ ...form, note: currentTarget.value })}
      />
    </>
  )
}
