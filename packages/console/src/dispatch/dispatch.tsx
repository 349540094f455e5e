import { Stack } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { Answered } from '../data/answered.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { Page } from '../shell/page.tsx'
import { DayBar } from './day-bar.tsx'
import { DayPlans } from './day-plans.tsx'
import { words } from './dispatch.words.ts'
import { DispatchLoading } from './dispatch-loading.tsx'
import { SitePanel } from './site-panel.tsx'
import { todayIn } from './today.ts'
import { useDispatchAddress } from './use-dispatch-address.ts'

/** What is brought on a day: planned, looked at, changed by hand, accepted, and followed while it is on the road. */
export function Dispatch() {
  const say = useWords(words)
  const depots = useAnswer(['dispatch', 'depots'], (client, options) => client.depots(options))
  const [address, go] = useDispatchAddress()
  const sites = depots.data?.depots ?? []
  const depot = sites.find((one) => one.depot === address.site)
  const zone = (depot ?? sites[0])?.zone
  const day = address.day ?? (depots.data ? todayIn(zone) : undefined)
  return (
    <Page
      title={say.title}
      intro={say.intro}
      actions={
        <DayBar
          day={day}
          sites={sites}
          site={depot?.depot}
          onDay={(chosen) => go({ day: chosen, plan: undefined })}
          onSite={(site) => go({ site })}
        />
      }
    >
      <Answered answer={depots} waiting={<DispatchLoading />}>
        {() => (
          <Stack gap="lg">
            <DayPlans
              key={day}
              day={day!}
              depots={sites}
              site={depot?.depot}
              zone={zone}
              wanted={address.plan}
              onPlan={(plan) => go({ plan })}
            />
            <SitePanel depots={sites} day={day!} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}
