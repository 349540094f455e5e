import { NativeSelect } from '@mantine/core'
import type { InterestBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { useMemo, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import type { Named } from '../data/person.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { DataTable } from '../table/data-table.tsx'
import { interestColumns, typesOf } from './interest-columns.tsx'
import { words } from './interests.words.ts'

/** Ranked tags, each with how strong it is, where it is going, and what it rests on. */
export function Interests({ person }: { readonly person: Named }) {
  const say = useWords(words)
  const { lang } = useFormat()
  const answer = useAnswer(['interests', person], (client, options) =>
    client.interests({ ...person, count: 200, lang }, options),
  )
  return (
    <Panel title={say.title} hint={say.hint}>
      <Answered answer={answer} waiting={<LoadingState rows={10} height={30} />}>
        {({ interests }) =>
          interests.length === 0 ? (
            <EmptyState title={say.none}>{say.noneBody}</EmptyState>
          ) : (
            <InterestTable interests={interests} />
          )
        }
      </Answered>
    </Panel>
  )
}

function InterestTable({ interests }: { readonly interests: readonly InterestBody[] }) {
  const say = useWords(words)
  const format = useFormat()
  const [type, setType] = useState('')
  const columns = useMemo(
    () => interestColumns({ say, format, strongest: interests.reduce((most, { score }) => Math.max(most, score), 0) }),
    [say, format, interests],
  )
  const rows = useMemo(() => interests.filter((one) => type === '' || one.type === type), [interests, type])
  const types = typesOf(interests).map((value) => ({ value, label: labelOf(value, say.types) }))
  return (
    <DataTable
      label={say.title}
      columns={columns}
      rows={rows}
      rowKey={({ tag }) => tag}
      firstSort={{ key: 'strength', isDown: true }}
      exportAs="interests"
      pageSize={12}
      fixedFrom={680}
      tools={
        <NativeSelect
          size="xs"
          aria-label={say.type}
          value={type}
          onChange={(event) => setType(event.currentTarget.value)}
          data={[{ value: '', label: say.all }, ...types]}
        />
      }
    />
  )
}

/** A kind in words; one that this page does not know yet as it is. */
export function labelOf(name: string, names: Readonly<Record<string, string>>): string {
  return names[name] ?? name
}
