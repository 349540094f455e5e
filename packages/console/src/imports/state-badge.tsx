import type { ImportState } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Tag } from '../data/tag.tsx'
import { words } from './imports.words.ts'

const colors = { waiting: 'gray', running: 'indigo', done: 'teal', failed: 'red', cancelled: 'orange' } as const

/** How an import stands. */
export function StateBadge({ state }: { readonly state: ImportState }) {
  const say = useWords(words)
  return <Tag color={colors[state]}>{say.states[state]}</Tag>
}
