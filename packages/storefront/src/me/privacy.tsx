import { Stack, Switch } from '@mantine/core'
import { ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useHomeWatch } from '../app/home-watch.tsx'
import { useShop } from '../app/shop.tsx'
import { usePreferences } from './use-preferences.ts'

const words = {
  ko: {
    personalised: '나에게 맞춰 보여 주기',
    personalisedHint: '끄면 모두에게 보이는 것과 같은 홈이 보여요.',
    consent: '내 행동 기록에 동의',
    consentHint: '끄면 지금부터 아무것도 기록하지 않아요. 이미 기록된 것은 아래에서 지울 수 있어요.',
  },
  en: {
    personalised: 'Show me what suits me',
    personalisedHint: 'Without it you see what everybody sees.',
    consent: 'I agree that what I do is recorded',
    consentHint: 'Without it nothing is recorded from now on. What was recorded before can be erased below.',
  },
}
type Change = { readonly personalised?: boolean; readonly consent?: boolean }

/** Personalisation and consent, obeyed from the next answer on. */
export function Privacy() {
  const { client, about, collector } = useShop()
  const say = useWords(words)
  const queries = useQueryClient()
  const { after } = useHomeWatch()
  const { data, error, refetch } = usePreferences()
  const change = useMutation({
    mutationFn: async (wanted: Change) => {
      if (wanted.consent === true) collector.giveConsent()
      if (wanted.consent === false) collector.withdrawConsent()
      await collector.flush()
      return client.changePreferences(wanted)
    },
    onSuccess: async (preferences) => {
      queries.setQueryData(['preferences', ...about], preferences)
      void queries.invalidateQueries({ queryKey: ['interests'] })
      await after({ kind: 'chose', name: '' })
    },
  })
  if (error && !data) return <ErrorState error={error} retry={refetch} />
  if (!data) return <LoadingState rows={2} height={52} />
  return (
    <Stack gap="md">
      <Switch
        size="md"
        label={say.personalised}
        description={say.personalisedHint}
        checked={data.personalised}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate({ personalised: currentTarget.checked })}
      />
      <Switch
        size="md"
        label={say.consent}
        description={say.consentHint}
        checked={data.consent}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate({ consent: currentTarget.checked })}
      />
      {change.error && <ErrorState error={change.error} />}
    </Stack>
  )
}
