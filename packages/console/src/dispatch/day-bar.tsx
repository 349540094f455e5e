import { ActionIcon, Group, Select, TextInput } from '@mantine/core'
import type { DepotBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { words } from './dispatch.words.ts'
import { dayAfter } from './today.ts'

type Props = {
  readonly day: string | undefined
  readonly sites: readonly DepotBody[]
  readonly site: string | undefined
  readonly onDay: (day: string) => void
  readonly onSite: (site: string | undefined) => void
}

/** Which day and which depot are looked at. */
export function DayBar({ day, sites, site, onDay, onSite }: Props) {
  const say = useWords(words)
  const step = (days: number) => day !== undefined && onDay(dayAfter(day, days))
  return (
    <Group gap="xs" align="flex-end">
      <ActionIcon variant="default" size={36} aria-label={say.previousDay} onClick={() => step(-1)}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <TextInput
        type="date"
        w="10rem"
        aria-label={say.day}
        value={day ?? ''}
        onChange={({ currentTarget: { value } }) => value !== '' && onDay(value)}
      />
      <ActionIcon variant="default" size={36} aria-label={say.nextDay} onClick={() => step(1)}>
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      {sites.length > 1 && (
        <Select
          w="11rem"
          aria-label={say.site}
          placeholder={say.allSites}
          clearable
          clearButtonProps={{ 'aria-label': say.allSites }}
          data={sites.map(({ depot, name }) => ({ value: depot, label: name }))}
          value={site ?? null}
          onChange={(chosen) => onSite(chosen ?? undefined)}
        />
      )}
    </Group>
  )
}
