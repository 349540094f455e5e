import { Code, SimpleGrid, Stack } from '@mantine/core'
import type { ImportBody } from '@nunchi/protocol'
import { download, ErrorState, faultWords, type Lang, useLanguage, useWords } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { DownloadButton } from '../data/download-button.tsx'
import { Facts } from '../data/facts.tsx'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { remedyColumn } from '../table/remedy-column.tsx'
import { words } from './imports.words.ts'

type Row = ImportBody['rejects'][number]

/** Which rows were rejected and why; all of them as a file. */
export function RejectTable({ body }: { readonly body: ImportBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { client } = useSession()
  const file = useMutation({
    mutationFn: async () => download(`${body.name}.rejects.csv`, await client.importRejects(body.id)),
  })
  const { lang } = useLanguage()
  const columns = useMemo(() => columnsOf(say, lang), [say, lang])
  return (
    <Panel
      title={say.rejectsTitle}
      hint={say.rejectsHint}
      actions={<DownloadButton words={say.rejectsDownload} make={() => file.mutate()} isMaking={file.isPending} />}
    >
      <Stack gap="md">
        {file.error && <ErrorState error={file.error} />}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Facts facts={countsOf(body, lang).map(([label, count]) => ({ label, value: format.count(count) }))} />
        </SimpleGrid>
        <DataTable
          label={say.rejectsTitle}
          columns={columns}
          rows={body.rejects}
          rowKey={({ line, field, code }) => `${line} ${field} ${code}`}
          exportAs={`${body.name}.first-rejects`}
          pageSize={15}
        />
      </Stack>
    </Panel>
  )
}

/** How many rows were rejected for what; reasons that read alike in this language are one. */
function countsOf({ rejectedBy }: ImportBody, lang: Lang): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { what, count } of rejectedBy) {
    const label = labelOf(what, lang)
    counts.set(label, (counts.get(label) ?? 0) + count)
  }
  return [...counts]
}

/** 'CODE: reason', as rejections are counted, in this language. */
function labelOf(what: string, lang: Lang): string {
  const [code = '', reason = ''] = what.split(/: (.*)/s, 2)
  return lang === 'en' ? what : faultWords({ code, reason, remedy: '' }, lang).reason
}

function columnsOf(say: (typeof words)['en'], lang: Lang): readonly Column<Row>[] {
  return [
    { key: 'line', title: say.line, align: 'right', value: ({ line }) => line },
    { key: 'field', title: say.field, value: ({ field }) => field, show: ({ field }) => <Code>{field}</Code> },
    { key: 'value', title: say.value, visibleFrom: 'sm', value: ({ value }) => value },
    {
      key: 'reason',
      title: say.reason,
      value: (row) => faultWords(row, lang).reason,
    },
    remedyColumn(say.remedy, lang),
  ]
}
