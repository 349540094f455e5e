import { Button } from '@mantine/core'
import type { KeyBody, NewKeyBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Tag } from '../data/tag.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { type Format, useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './keys.words.ts'
import { MadeKey } from './made-key.tsx'
import { MakeKey } from './make-key.tsx'
import { RevokeKey } from './revoke-key.tsx'

/** Who may speak with the server. */
export function Keys() {
  const say = useWords(words)
  const format = useFormat()
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<NewKeyBody>()
  const [revoked, setRevoked] = useState<KeyBody>()
  const answer = useAnswer(['keys'], (client, options) => client.keys(options))
  const columns = useMemo(() => columnsOf(say, format, setRevoked), [say, format])
  return (
    <Page
      title={say.title}
      intro={say.intro}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
          {say.make}
        </Button>
      }
    >
      <Answered answer={answer} waiting={<LoadingState rows={6} height={36} />}>
        {({ keys }) =>
          keys.length === 0 ? (
            <EmptyState title={say.none}>{say.noneBody}</EmptyState>
          ) : (
            <DataTable
              label={say.title}
              columns={columns}
              rows={keys}
              rowKey={({ id }) => id}
              firstSort={{ key: 'createdAt', isDown: true }}
              exportAs="keys"
            />
          )
        }
      </Answered>
      <MakeKey isOpen={isMaking} onClose={() => setMaking(false)} onMade={setMade} />
      <MadeKey made={made} onClose={() => setMade(undefined)} />
      <RevokeKey revoked={revoked} onClose={() => setRevoked(undefined)} />
    </Page>
  )
}

function columnsOf(
  say: (typeof words)['en'],
  format: Format,
  onRevoke: (key: KeyBody) => void,
): readonly Column<KeyBody>[] {
  return [
    { key: 'name', title: say.name, value: ({ name }) => name },
    {
      key: 'scope',
      title: say.scope,
      value: ({ scope }) => say.scopes[scope],
      show: ({ scope }) => (
        <Tag color={scope === 'secret' ? 'red' : scope === 'driver' ? 'blue' : 'teal'}>{say.scopes[scope]}</Tag>
      ),
    },
    { key: 'consent', title: say.consent, visibleFrom: 'sm', value: ({ consent }) => say.consents[consent] },
    {
      key: 'createdAt',
      title: say.createdAt,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ createdAt }) => createdAt,
      show: ({ createdAt }) => format.moment(createdAt),
    },
    { key: 'id', title: 'ID', visibleFrom: 'md', value: ({ id }) => id },
    {
      key: 'actions',
      title: say.actions,
      canSort: false,
      align: 'right',
      value: () => undefined,
      show: (key) => (
        <Button
          size="compact-xs"
          variant="light"
          color="red"
          aria-label={say.revokeOf(key.name)}
          onClick={() => onRevoke(key)}
        >
          {say.revoke}
        </Button>
      ),
    },
  ]
}
