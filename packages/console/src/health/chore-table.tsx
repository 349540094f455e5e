import { Text } from '@mantine/core'
import type { StatusBody } from '@nunchi/protocol'
import { troubleOf, useLanguage, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './health.words.ts'

type Chore = StatusBody['chores'][number]

/** What is done behind the answers, and what failed of it. */
export function ChoreTable({ chores, now }: { readonly chores: readonly Chore[]; readonly now: number }) {
  const say = useWords(words)
  const format = useFormat()
  const columns = useMemo<readonly Column<Chore>[]>(() => {
    const names: Readonly<Record<string, string>> = say.choreNames
    return [
      { key: 'name', title: say.chore, value: ({ name }) => names[name] ?? name },
      {
        key: 'done',
        title: say.done,
        align: 'right',
        value: ({ done }) => done,
        show: ({ done }) => format.count(done),
      },
      {
        key: 'failed',
        title: say.failed,
        align: 'right',
        value: ({ failed }) => failed,
        show: ({ failed }) => (
          <Text span size="sm" c={failed > 0 ? 'red' : undefined} fw={failed > 0 ? 600 : 400}>
            {format.count(failed)}
          </Text>
        ),
      },
      {
        key: 'lastDoneAt',
        title: say.lastDone,
        visibleFrom: 'sm',
        isTime: true,
        value: ({ lastDoneAt }) => lastDoneAt,
        show: ({ lastDoneAt }) => (lastDoneAt === undefined ? '–' : format.ago(lastDoneAt, now)),
      },
      {
        key: 'lastFailure',
        title: say.lastFailure,
        value: ({ lastFailure }) => lastFailure?.reason,
        show: ({ lastFailure }) => (lastFailure ? <Failure failure={lastFailure} now={now} /> : '–'),
      },
    ]
  }, [say, format, now])
  if (chores.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.noChores}
      </Text>
    )
  return <DataTable label={say.chores} columns={columns} rows={chores} rowKey={({ name }) => name} exportAs="chores" />
}

/** When it failed and why: a refusal in the words of the page, beside what the server said of it. */
function Failure({ failure, now }: { readonly failure: NonNullable<Chore['lastFailure']>; readonly now: number }) {
  const { lang } = useLanguage()
  const format = useFormat()
  const { at, reason: message, code } = failure
  const { title } = troubleOf(Object.assign(new Error(message), { code }), lang)
  return (
    <>
      {format.ago(at, now)}: {title}
      {title !== message && (
        <Text size="xs" c="dimmed" lang="en">
          {message}
        </Text>
      )}
    </>
  )
}
