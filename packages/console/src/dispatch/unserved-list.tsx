import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core'
import type { DispatchPlanBody, UnservedBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { memo, useState } from 'react'
import { Panel } from '../data/panel.tsx'
import { words } from './dispatch.words.ts'
import { words as planWords } from './plan.words.ts'

type Props = {
  readonly plan: DispatchPlanBody
  readonly askMove: ((delivery: string) => void) | undefined
  readonly onChoose: (delivery: string) => void
}

const shownFirst = 20

/** Deliveries that no tour has, each with the rules that say so. */
export const UnservedList = memo(function UnservedList({ plan, askMove, onChoose }: Props) {
  const say = useWords(words)
  const { move, moveOf } = useWords(planWords)
  const [shown, setShown] = useState(shownFirst)
  if (plan.unserved.length === 0)
    return (
      <Panel title={say.unserved.title}>
        <Text size="sm" c="dimmed">
          {say.unserved.none}
        </Text>
      </Panel>
    )
  return (
    <Panel title={`${say.unserved.title} (${plan.unserved.length})`} hint={say.unserved.hint}>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say.unserved.title}>
        {plan.unserved.slice(0, shown).map((one) => (
          <Group component="li" key={one.delivery} justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
            <div>
              <Anchor component="button" type="button" size="sm" fw={600} onClick={() => onChoose(one.delivery)}>
                {one.delivery}
              </Anchor>
              {one.place?.address && (
                <Text span size="sm" c="dimmed">
                  {' '}
                  {one.place.address}
                </Text>
              )}
              <Reasons one={one} names={new Map(plan.routes.map(({ vehicle, name }) => [vehicle, name]))} />
            </div>
            {askMove && (
              <Button
                size="compact-sm"
                variant="default"
                miw="max-content"
                aria-label={moveOf(one.delivery)}
                onClick={() => askMove(one.delivery)}
              >
                {move}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {plan.unserved.length > shown && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setShown(shown + 100)}>
          +{plan.unserved.length - shown}
        </Button>
      )}
    </Panel>
  )
})

/** One line a rule, with the vehicles it holds for. */
function Reasons({ one, names }: { readonly one: UnservedBody; readonly names: ReadonlyMap<string, string> }) {
  const say = useWords(words)
  const byRule = new Map<string, string[]>()
  for (const { rule, vehicle } of one.reasons)
    byRule.set(rule, [...(byRule.get(rule) ?? []), ...(vehicle === undefined ? [] : [names.get(vehicle) ?? vehicle])])
  return (
    <List size="xs" listStyleType="none">
      {[...byRule].map(([rule, vehicles]) => (
        <List.Item key={rule}>
          {vehicles.length > 0 &&
            `${vehicles.length > 3 ? `${vehicles.slice(0, 3).join(', ')} … (${vehicles.length})` : vehicles.join(', ')}: `}
          {say.unserved.reasons[rule] ?? rule}
        </List.Item>
      ))}
    </List>
  )
}
