import { NativeSelect, Stack } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { AskFirst } from './ask-first.tsx'
import { words } from './round.words.ts'
import { isLeft } from './round-changes.ts'
import type { Round } from './use-round.ts'
import { type MapApp, mapApps } from './way-to.ts'

type Props = {
  readonly told: Round
  readonly map: MapApp
  readonly onMap: (map: string) => void
  readonly onSignOut: () => void
}

/** What a driver needs once a day: the map, the end before all is done, and leaving the phone to somebody else. */
export function RoundFoot({ told: { round, kept, act }, map, onMap, onSignOut }: Props) {
  const say = useWords(words)
  const left = round?.stops.filter(isLeft).length ?? 0
  return (
    <Stack gap="sm" mt="lg">
      <NativeSelect
        size="md"
        label={say.mapApp}
        styles={{ input: { height: 48 } }}
        value={map}
        onChange={({ currentTarget }) => onMap(currentTarget.value)}
        data={mapApps.map((value) => ({ value, label: say.mapApps[value] }))}
      />
      {round?.state === 'out' && left > 0 && (
        <AskFirst label={say.end} ask={say.endAsk(left)} yes={say.endYes} onYes={() => act({ kind: 'ended' })} />
      )}
      <AskFirst
        label={say.signOut}
        ask={[say.signOutAsk, kept.length > 0 && say.signOutWaiting(kept.length)].filter(Boolean).join(' ')}
        yes={say.signOutYes}
        onYes={onSignOut}
      />
    </Stack>
  )
}
