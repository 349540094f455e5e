import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import type { HomeBody, PolicyName, ShownItem } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import type { Named } from '../data/person.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { words } from './home.words.ts'
import { ItemCard } from './item-card.tsx'
import { WhyDrawer } from './why-drawer.tsx'

/** The home as this person sees it, under the policy they are dealt or another one; every item says why. */
export function Home({ person }: { readonly person: Named }) {
  const say = useWords(words)
  const { lang } = useFormat()
  const [policy, setPolicy] = useState<PolicyName | 'dealt'>('dealt')
  const [asked, setAsked] = useState<ShownItem>()
  const chosen = policy === 'dealt' ? undefined : policy
  const answer = useAnswer(
    ['home', person, policy],
    (client, options) => client.home({ ...person, policy: chosen, items: 6, lang }, options),
    { keepsLast: true },
  )
  return (
    <Stack gap="md">
      <Group gap="sm">
        <SegmentedControl
          aria-label={say.policy}
          size="xs"
          value={policy}
          onChange={(value) => setPolicy(value as PolicyName | 'dealt')}
          data={[
            { value: 'dealt', label: say.dealt },
            { value: 'individual', label: say.policies.individual },
            { value: 'cluster', label: say.policies.cluster },
            { value: 'popular', label: say.policies.popular },
          ]}
        />
      </Group>
      <Answered answer={answer} waiting={<LoadingState rows={4} height={160} />}>
        {(home) => <Modules home={home} onWhy={setAsked} />}
      </Answered>
      <WhyDrawer person={person} policy={chosen} item={asked} onClose={() => setAsked(undefined)} />
    </Stack>
  )
}

function Modules({ home, onWhy }: { readonly home: HomeBody; readonly onWhy: (item: ShownItem) => void }) {
  const say = useWords(words)
  const names: Readonly<Record<string, string>> = say.policies
  if (home.modules.every(({ items }) => items.length === 0))
    return <EmptyState title={say.none}>{say.noneBody}</EmptyState>
  return (
    <>
      <Text size="xs" c="dimmed" role="status">
        {say.answered(names[home.policy] ?? home.policy, home.position)}
      </Text>
      {home.modules.map(({ module, title, items }) => (
        <Panel key={module} title={title}>
          <SimpleGrid cols={{ base: 2, xs: 3, md: 4, lg: 6 }} spacing="sm">
            {items.map((item) => (
              <ItemCard key={item.product} item={item} currency={home.currency} onWhy={() => onWhy(item)} />
            ))}
          </SimpleGrid>
        </Panel>
      ))}
    </>
  )
}
