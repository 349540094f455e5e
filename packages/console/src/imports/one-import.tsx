import { Anchor, Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ImportBody } from '@nunchi/protocol'
import { EmptyState, ErrorState, LoadingState, noteWords, useLanguage, useWords } from '@nunchi/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { Facts } from '../data/facts.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { unknownAsNull } from '../data/unknown-as-null.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import { Page } from '../shell/page.tsx'
import { ImportProblem } from './import-problem.tsx'
import { isUnderWay, shareRead } from './import-state.ts'
import { words } from './imports.words.ts'
import { RejectTable } from './reject-table.tsx'
import { StateBadge } from './state-badge.tsx'

/** One import: how far it is, what came of it, and what was wrong with which rows. */
export function OneImport({ id }: { readonly id: string }) {
  const say = useWords(words)
  const answer = useAnswer(
    ['imports', 'one', id],
    (client, options) => client.importOf(id, options).catch(unknownAsNull),
    { every: (last) => (last && isUnderWay(last) ? 1_000 : undefined) },
  )
  return (
    <Page
      title={answer.data?.name ?? say.title}
      intro={answer.data ? say.kinds[answer.data.kind] : undefined}
      actions={
        <Anchor component={Link} href="/imports" size="sm">
          <Group gap={4} wrap="nowrap">
            <IconArrowLeft size={14} aria-hidden /> {say.back}
          </Group>
        </Anchor>
      }
    >
      <Answered answer={answer} waiting={<LoadingState rows={6} height={48} />}>
        {(body) =>
          body === null ? <EmptyState title={say.unknown}>{say.unknownBody}</EmptyState> : <Import body={body} />
        }
      </Answered>
    </Page>
  )
}

function Import({ body }: { readonly body: ImportBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { accepted, duplicates, rejected, rows, dropped } = body
  return (
    <>
      <ProgressPanel body={body} />
      <Figures
        figures={[
          { label: say.rows, value: format.count(rows) },
          { label: say.accepted, value: format.count(accepted), hint: say.acceptedHint },
          { label: say.duplicates, value: format.count(duplicates), hint: say.duplicatesHint },
          {
            label: say.rejected,
            value: format.count(rejected),
            hint: dropped > 0 ? `+ ${format.count(dropped)} ${say.dropped}` : undefined,
          },
        ]}
      />
      {rejected > 0 && <RejectTable body={body} />}
      <Reading body={body} />
    </>
  )
}

function ProgressPanel({ body }: { readonly body: ImportBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { client } = useSession()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => client.cancelImport(body.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  })
  const { state, bytes, bytesRead, problem, looksLike } = body
  const color = state === 'failed' ? 'red' : state === 'cancelled' ? 'orange' : 'teal'
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Group gap="sm">
          <StateBadge state={state} />
          <Text size="sm" c="dimmed">
            {say.read(format.bytes(bytesRead), format.bytes(bytes))}
          </Text>
        </Group>
        {isUnderWay(body) && (
          <Button
            size="xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
            title={say.cancelHint}
          >
            {say.cancel}
          </Button>
        )}
      </Group>
      <Progress
        value={shareRead(body) * 100}
        color={color}
        aria-label={say.states[state]}
        animated={state === 'running'}
      />
      {cancel.error && <ErrorState error={cancel.error} />}
      {problem && <ImportProblem problem={problem} looksLike={looksLike} />}
    </Stack>
  )
}

function Reading({ body }: { readonly body: ImportBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { lang } = useLanguage()
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([note, count]) => ({ label: noteWords(note, lang), value: format.count(count) }))
  const notes = [...counted(body.skippedBy), ...counted(body.notes)]
  const facts = [
    { label: say.facts.format, value: body.format ?? '–' },
    { label: say.facts.encoding, value: body.encoding ?? '–' },
    { label: say.facts.map, value: body.map ?? '–' },
    { label: say.createdAt, value: format.moment(body.createdAt) },
    { label: say.facts.resumed, value: format.count(body.resumed) },
  ]
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Panel title={say.more}>
        <Facts facts={facts} />
      </Panel>
      {notes.length > 0 && (
        <Panel title={say.notes}>
          <Facts facts={notes} />
        </Panel>
      )}
    </SimpleGrid>
  )
}
