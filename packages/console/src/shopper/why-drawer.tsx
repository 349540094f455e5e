import { Box, Drawer, Group, Stack, Text } from '@mantine/core'
import type { PolicyName, ShownItem, WhyBody } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import { Bar } from '../chart/bar.tsx'
import { Answered } from '../data/answered.tsx'
import type { Named } from '../data/person.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useSession } from '../session/session.tsx'
import { words } from './home.words.ts'

/** Why a product stands where it stands: each source with its points and what they rest on. */
export function WhyDrawer({
  person,
  policy,
  item,
  onClose,
}: {
  readonly person: Named
  readonly policy: PolicyName | undefined
  readonly item: ShownItem | undefined
  readonly onClose: () => void
}) {
  const say = useWords(words)
  const { state } = useSession()
  return (
    <Drawer
      opened={item !== undefined && state === 'in'}
      onClose={onClose}
      position="right"
      size="md"
      title={item && say.whyOf(item.title)}
      closeButtonProps={{ 'aria-label': say.close }}
    >
      {item && <Why person={person} policy={policy} product={item.product} />}
    </Drawer>
  )
}

type WhyProps = { readonly person: Named; readonly policy: PolicyName | undefined; readonly product: string }

function Why({ person, policy, product }: WhyProps) {
  const { lang } = useFormat()
  const answer = useAnswer(['why', person, policy, product], (client, options) =>
    client.why({ ...person, policy, product, lang }, options),
  )
  return (
    <Answered answer={answer} waiting={<LoadingState rows={6} height={36} />}>
      {(why) => <Explained why={why} />}
    </Answered>
  )
}

function Explained({ why }: { readonly why: WhyBody }) {
  const say = useWords(words)
  const format = useFormat()
  const sources: Readonly<Record<string, string>> = say.sources
  const most = why.contributions.reduce((top, { points }) => Math.max(top, Math.abs(points)), 0)
  return (
    <Stack gap="md">
      <Text fw={600}>{why.sentence}</Text>
      <Text size="sm" c="dimmed">
        {say.score} {format.decimal(why.score, 3)}
        {(['click', 'cart', 'purchase'] as const).map((act) => {
          const chance = why.chances?.[act]
          return chance === undefined ? '' : ` · ${say.chances[act]} ${format.percent(chance, 2)}`
        })}
      </Text>
      <Stack component="ul" aria-label={say.points} gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {why.contributions.map(({ source, points, sentence }) => (
          <Box component="li" key={`${source} ${sentence}`}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm" fw={600}>
                {sources[source] ?? source}
              </Text>
              <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
                {points > 0 ? '+' : ''}
                {format.decimal(points, 3)}
              </Text>
            </Group>
            <Bar share={most === 0 ? 0 : Math.abs(points) / most} color={points < 0 ? 'orange' : 'teal'} />
            <Text size="xs" c="dimmed" mt={2}>
              {sentence}
            </Text>
          </Box>
        ))}
      </Stack>
    </Stack>
  )
}
