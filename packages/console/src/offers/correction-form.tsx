import { Button, Group, type MantineSpacing, Stack } from '@mantine/core'
import { ErrorState, useWords } from '@nunchi/ui'
import type { ReactNode, SubmitEvent } from 'react'
import { words } from './offers.words.ts'
import type { useCorrection } from './use-correction.ts'

type Props = {
  readonly correction: ReturnType<typeof useCorrection>
  readonly canSave: boolean
  readonly onSave: () => void
  readonly onDone: () => void
  /** Room below. */
  readonly pb?: MantineSpacing
  /** What else there is to do, between saving and leaving. */
  readonly more?: ReactNode
  /** The fields. */
  readonly children: ReactNode
}

/** Where a person says what an attribute is: fields in a row with what is to be done, and what went wrong below; nothing typed is lost. */
export function CorrectionForm({ correction, canSave, onSave, onDone, pb, more, children }: Props) {
  const say = useWords(words)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" pt="xs" pb={pb}>
        <Group gap="xs" align="flex-end">
          {children}
          <Button size="xs" type="submit" disabled={!canSave} loading={correction.isPending}>
            {say.save}
          </Button>
          {more}
          <Button size="xs" variant="subtle" onClick={onDone}>
            {say.cancel}
          </Button>
        </Group>
        {correction.error && <ErrorState error={correction.error} />}
      </Stack>
    </form>
  )
}
