import { Anchor, Box, Group, Stack, Text } from '@mantine/core'
import type { OfferBody, ReadValueBody } from '@nunchi/protocol'
import { attributeName, useLanguage, useWords } from '@nunchi/ui'
import { useRef, useState } from 'react'
import { useFormat } from '../data/use-format.ts'
import { AddValue } from './add-value.tsx'
import { CorrectValue } from './correct-value.tsx'
import { words } from './offers.words.ts'
import classes from './value-list.module.css'
import { valueOrigin } from './value-origin.ts'
import { words as valueWords } from './values.words.ts'

type Props = {
  readonly offer: OfferBody
  readonly names: readonly string[]
  /** Told which attribute is looked at, so that its place in the title stands out. */
  readonly onLook: (name: string | undefined) => void
}

/** What was read out of an offer: each value with its place, its reader and how sure it is, to be corrected where it stands. */
export function ValueList({ offer, names, onLook }: Props) {
  const say = useWords(words)
  const { saidNone = [] } = offer
  const known = new Set([...offer.values.map(({ name }) => name), ...saidNone])
  return (
    <Stack gap={0} mt="xs">
      <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say.attributes}>
        {offer.values.map((value, nth) => (
          <Value
            key={`${value.name} ${offer.values.slice(0, nth).filter(({ name }) => name === value.name).length}`}
            offer={offer}
            name={value.name}
            value={value}
            onLook={onLook}
          />
        ))}
        {saidNone.map((name) => (
          <Value key={`${name} none`} offer={offer} name={name} onLook={onLook} />
        ))}
      </Stack>
      <AddValue offer={offer} names={names.filter((name) => !known.has(name))} />
    </Stack>
  )
}

type ValueProps = {
  readonly offer: OfferBody
  readonly name: string
  /** Absent: a person said that it has none. */
  readonly value?: ReadValueBody
  readonly onLook: Props['onLook']
}

function Value({ offer, name: attribute, value, onLook }: ValueProps) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus() // where it was before the field took it
  }
  const name = attributeName(attribute, lang)
  return (
    // Pointing at a value shows its place; the words beside it say the same.
    <Box
      component="li"
      className={classes.row}
      onMouseEnter={() => onLook(attribute)}
      onMouseLeave={() => onLook(undefined)}
      onFocus={() => onLook(attribute)}
      onBlur={() => onLook(undefined)}
    >
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <Box className={classes.told}>
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text size="sm" fw={600}>
            {value ? value.value : say.noneSaid}
          </Text>
          <Origin offer={offer} value={value} />
        </Box>
        <Anchor
          component="button"
          type="button"
          size="xs"
          ref={button}
          aria-label={say.correctOf(name)}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          style={{ flexShrink: 0 }}
        >
          {say.correct}
        </Anchor>
      </Group>
      {isOpen && (
        <CorrectValue
          offer={offer}
          name={attribute}
          before={value?.value ?? ''}
          isSaid={value === undefined || value.by === 'person'}
          onDone={close}
        />
      )}
    </Box>
  )
}

function Origin({ offer, value }: Pick<ValueProps, 'offer' | 'value'>) {
  const say = useWords(valueWords)
  const format = useFormat()
  if (value === undefined || value.by === 'person')
    return (
      <Text size="xs" c="dimmed">
        {say.said}
      </Text>
    )
  const { field, by, confidence } = value
  const quoted = valueOrigin(offer, value)
  return (
    <Text size="xs" c="dimmed">
      {say.fields[field] ?? field}
      {quoted !== undefined && ` “${quoted}”`} · {say.readers[by] ?? by} · {say.sure(format.percent(confidence, 0))}
    </Text>
  )
}
