import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { troubleOf, useLanguage, useWords } from '@nunchi/ui'
import { IconCloudOff } from '@tabler/icons-react'
import { AskFirst } from './ask-first.tsx'
import { words } from './round.words.ts'
import { dayText } from './round-clock.ts'
import { isOfDay, type Kept } from './round-outbox.ts'
import type { Round } from './use-round.ts'
import { useRoundTime } from './use-round-time.ts'

/** Whether what was reported has arrived; always of the same height, so that no button moves under a thumb. */
export function RoundStatus({ told: { told, kept, trouble, isLasting } }: { readonly told: Round }) {
  const say = useWords(words)
  const waiting = kept.filter(
    ({ vehicle, problem }) => problem === undefined && (told === undefined || vehicle === told.vehicle),
  ).length
  const isQuiet = trouble === undefined && waiting === 0
  const [why, what] = trouble ? troubleWords(trouble.fate, say) : ['', '']
  return (
    <Group gap="xs" mih="3.5rem" wrap="nowrap" role="status">
      {trouble && <IconCloudOff size={22} aria-hidden style={{ flex: 'none' }} />}
      <Text size="sm" lh={1.3} fw={isQuiet ? undefined : 600} c={isQuiet ? 'dimmed' : undefined}>
        {[
          why && `${why}.`,
          waiting > 0 ? `${say.waiting(waiting)}.` : told && !trouble ? say.sent : '',
          waiting > 0 && !isLasting ? say.loose : what,
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
    </Group>
  )
}

/** What stands in the way, and what to do about it. */
export function troubleWords(fate: string, say: (typeof words)['en']): readonly [why: string, what: string] {
  if (fate === 'key') return [say.refused, say.refusedBody]
  if (fate === 'vehicle' || fate === 'acts') return [say.unknown, say.unknownBody]
  return [fate === 'busy' ? say.busy : say.away, say.awayBody]
}

/** Reports that wait for something that a driver can do: those that were refused, and those of another vehicle. */
export function RoundHeld({ told, zone }: { readonly told: Round; readonly zone: string | undefined }) {
  const say = useWords(words)
  const held = told.kept.filter(({ problem }) => problem !== undefined)
  const foreign = told.kept.filter(
    ({ vehicle, problem }) => problem === undefined && told.told && vehicle !== told.told.vehicle,
  )
  const others = new Map<string, number>()
  for (const { vehicle } of foreign) others.set(vehicle, (others.get(vehicle) ?? 0) + 1)
  return (
    <>
      {[...others].map(([vehicle, count]) => (
        <Alert key={vehicle} color="yellow" title={say.others(count, vehicle)} />
      ))}
      {held.length > 0 && (
        <Alert color="red" title={say.held(held.length)}>
          <Stack gap="xs">
            {held.map((kept) => (
              <HeldLine key={kept.act.id} kept={kept} zone={zone} />
            ))}
            <Text size="sm">{say.heldBody}</Text>
            <Button size="md" h={48} onClick={told.sendAgain}>
              {say.sendAgain}
            </Button>
            <AskFirst label={say.discard} ask={say.discardAsk} yes={say.discard} onYes={told.discard} />
          </Stack>
        </Alert>
      )}
    </>
  )
}

function HeldLine({ kept: { act, day, problem }, zone }: { readonly kept: Kept; readonly zone: string | undefined }) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const time = useRoundTime(zone)
  const said = troubleOf(Object.assign(new Error(problem!.message), problem), lang)
  const what = [dayText(lang, day), time(act.at), 'delivery' in act && act.delivery, say.kinds[act.kind]]
    .filter(Boolean)
    .join(' · ')
  return (
    <Text size="sm">
      <strong>{what}</strong>
      <br />
      {isOfDay(problem!) ? say.noPlan : [said.title, said.remedy].filter(Boolean).join('. ')}
    </Text>
  )
}

/** What the dispatcher changed while the driver did not look. */
export function RoundChanged({ told: { changes, forgetChanges } }: { readonly told: Round }) {
  const say = useWords(words)
  if (changes === undefined) return null
  const { added, gone, isReordered } = changes
  const names = (stops: typeof added) => stops.map(({ address, delivery }) => address ?? delivery).join('; ')
  return (
    <Alert color="blue" title={say.changed} role="status">
      {added.length > 0 && (
        <Text size="sm">
          <strong>{say.added}:</strong> {names(added)}
        </Text>
      )}
      {gone.length > 0 && (
        <Text size="sm">
          <strong>{say.gone}:</strong> {names(gone)}
        </Text>
      )}
      {isReordered && <Text size="sm">{say.reordered}</Text>}
      <Button mt="xs" size="md" h={48} variant="default" onClick={forgetChanges}>
        {say.understood}
      </Button>
    </Alert>
  )
}
