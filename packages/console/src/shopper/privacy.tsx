import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ForgetBody, HiddenBody, PreferencesBody } from '@nunchi/protocol'
import { download, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Answered } from '../data/answered.tsx'
import { DownloadButton } from '../data/download-button.tsx'
import { Panel } from '../data/panel.tsx'
import { type Named, nameOf } from '../data/person.ts'
import { ProductTitle } from '../data/product-title.tsx'
import { Tag } from '../data/tag.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useSession } from '../session/session.tsx'
import { Erase } from './erase.tsx'
import { words } from './privacy.words.ts'

/** What somebody allows and hides; their data to take along, and the end of it. */
export function Privacy({
  person,
  onForgotten,
}: {
  readonly person: Named
  readonly onForgotten: (answer: ForgetBody) => void
}) {
  const say = useWords(words)
  const answer = useAnswer(['preferences', person], (client, options) => client.preferences(person, options))
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Answered answer={answer} waiting={<LoadingState rows={4} height={40} />}>
        {(preferences) => <Preferences person={person} preferences={preferences} />}
      </Answered>
      <Stack gap="md">
        <Panel title={say.data} hint={say.dataHint}>
          <Export person={person} />
        </Panel>
        <Panel title={say.erase} hint={say.eraseHint}>
          <Erase person={person} onForgotten={onForgotten} />
        </Panel>
      </Stack>
    </SimpleGrid>
  )
}

type PreferencesProps = { readonly person: Named; readonly preferences: PreferencesBody }

function Preferences({ person, preferences: { personalised, consent, hidden } }: PreferencesProps) {
  const say = useWords(words)
  const { client } = useSession()
  const queries = useQueryClient()
  const show = useMutation({
    mutationFn: (what: HiddenBody) => client.changePreferences({ ...person, unhide: [what] }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['preferences'] }),
  })
  return (
    <Panel title={say.allowed}>
      <Stack gap="sm">
        <Allowed what={say.personalised} isAllowed={personalised} />
        <Allowed what={say.consent} isAllowed={consent} />
        <Text size="sm" fw={600} mt="xs">
          {say.hidden}
        </Text>
        {hidden.length === 0 && (
          <Text size="sm" c="dimmed">
            {say.hiddenNone}
          </Text>
        )}
        {hidden.map((one) => (
          <Group key={`${one.what} ${hiddenName(one)}`} justify="space-between" wrap="nowrap">
            <Text size="sm">
              <Text span c="dimmed" inherit>
                {say.what[one.what]}
              </Text>{' '}
              {one.what === 'product' ? <ProductTitle product={one.product} /> : hiddenName(one)}
            </Text>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${say.unhide}: ${hiddenName(one)}`}
              loading={show.isPending}
              onClick={() => show.mutate(one)}
            >
              {say.unhide}
            </Button>
          </Group>
        ))}
        {show.error && <ErrorState error={show.error} />}
      </Stack>
    </Panel>
  )
}

function hiddenName(hidden: HiddenBody): string {
  if (hidden.what === 'product') return hidden.product
  return hidden.what === 'brand' ? hidden.brand : hidden.category.replaceAll('>', ' > ')
}

function Allowed({ what, isAllowed }: { readonly what: string; readonly isAllowed: boolean }) {
  const say = useWords(words)
  return (
    <Group justify="space-between">
      <Text size="sm">{what}</Text>
      <Tag color={isAllowed ? 'teal' : 'orange'}>{isAllowed ? say.yes : say.no}</Tag>
    </Group>
  )
}

function Export({ person }: { readonly person: Named }) {
  const say = useWords(words)
  const { client } = useSession()
  const file = useMutation({
    mutationFn: async () => {
      const data = await client.myData(person, { timeoutMs: 60_000 })
      download(`${nameOf(person)}.json`, JSON.stringify(data, null, 2), 'application/json')
    },
  })
  return (
    <Stack gap="sm" align="flex-start">
      <DownloadButton words={say.export} make={() => file.mutate()} isMaking={file.isPending} />
      {file.error && <ErrorState error={file.error} />}
    </Stack>
  )
}
