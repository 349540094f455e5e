import type { RunState } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Tag } from '../data/tag.tsx'
import { words } from './runs.words.ts'

const colors: Readonly<Record<RunState, string>> = {
  waiting: 'gray',
  fetching: 'indigo',
  comparing: 'indigo',
  applying: 'indigo',
  applied: 'teal',
  unchanged: 'teal',
  held: 'orange',
  dismissed: 'gray',
  failed: 'red',
  cancelled: 'gray',
}

/** How a run stands. */
export function RunBadge({ state }: { readonly state: RunState }) {
  const say = useWords(words)
  return <Tag color={colors[state]}>{say.states[state]}</Tag>
}
