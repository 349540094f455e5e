import type { PlanHeadBody } from '@nunchi/protocol'
import type { words } from './dispatch.words.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

/** What a plan is called in lists: when it was made, how it stands, and what changed it last. */
export function planName(
  { proposedAt, state, by }: PlanHeadBody,
  say: (typeof words)['en' | 'ko'],
  format: DispatchFormat,
): string {
  return `${format.time(proposedAt)} · ${say.states[state]} · ${say.makers[by]}`
}
