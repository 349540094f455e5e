import { Anchor, Badge, Button, Group, Tabs, Text } from '@mantine/core'
import type { ForgetBody, TimelineBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { type Named, nameOf, personAt } from '../data/person.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import { Page } from '../shell/page.tsx'
import { Profile } from './profile.tsx'
import { Scrubbing } from './scrubbing.tsx'
import { words } from './shopper.words.ts'

const Timeline = lazy(async () => ({ default: (await import('./timeline.tsx')).Timeline }))
const Home = lazy(async () => ({ default: (await import('./home.tsx')).Home }))
const Privacy = lazy(async () => ({ default: (await import('./privacy.tsx')).Privacy }))

const tabs = ['profile', 'timeline', 'home', 'privacy'] as const

/** Everything that is sensed of one person, and what they are shown for it. */
export function Shopper() {
  const say = useWords(words)
  const person = personAt(window.location.pathname) ?? {}
  const [forgotten, setForgotten] = useState<ForgetBody>()
  const answer = useAnswer(
    ['shopper', person],
    (client, options) => client.timeline({ ...person, count: 1 }, options).catch(unknownAsNull),
    { every: 5_000, isWanted: forgotten === undefined },
  )
  return (
    <Page
      title={nameOf(person)}
      intro={person.user === undefined ? `${say.device}: ${person.anonymous}` : say.login}
      actions={
        <Anchor component={Link} href="/shoppers" size="sm">
          <Group gap={4} wrap="nowrap">
            <IconArrowLeft size={14} aria-hidden /> {say.back}
          </Group>
        </Anchor>
      }
    >
      {forgotten ? (
        <Scrubbing erasure={forgotten.erasure} />
      ) : (
        <Answered answer={answer} waiting={<LoadingState rows={8} height={48} />}>
          {(body) => (body === null ? <Unknown /> : <Known person={person} body={body} onForgotten={setForgotten} />)}
        </Answered>
      )}
    </Page>
  )
}

function unknownAsNull(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'SHOPPER_UNKNOWN') return null
  throw error
}

function Unknown() {
  const say = useWords(words)
  return (
    <EmptyState
      title={say.unknown}
      action={
        <Button component={Link} href="/shoppers" variant="default">
          {say.back}
        </Button>
      }
    >
      {say.unknownBody}
    </EmptyState>
  )
}

type KnownProps = {
  readonly person: Named
  readonly body: TimelineBody
  readonly onForgotten: (answer: ForgetBody) => void
}

function Known({ person, body, onForgotten }: KnownProps) {
  const say = useWords(words)
  const [search, setSearch] = useSearchParams()
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'profile'
  const { currency } = body
  return (
    <>
      <Summary body={body} />
      <Tabs
        value={tab}
        onChange={(chosen) => setSearch(chosen === 'profile' ? {} : { tab: String(chosen) }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List aria-label={say.sections} mb="lg">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<LoadingState rows={8} height={32} />}>
          <Tabs.Panel value="profile">
            <Profile person={person} />
          </Tabs.Panel>
          <Tabs.Panel value="timeline">
            <Timeline person={person} currency={currency} />
          </Tabs.Panel>
          <Tabs.Panel value="home">
            <Home person={person} />
          </Tabs.Panel>
          <Tabs.Panel value="privacy">
            <Privacy person={person} onForgotten={onForgotten} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </>
  )
}

function Summary({ body: { shopper, currency } }: { readonly body: TimelineBody }) {
  const say = useWords(words)
  const format = useFormat()
  const now = useNow()
  const { firstAt, lastAt, events, orders, spentMinor, personalised, consent } = shopper
  const figures = [
    {
      label: say.lastAt,
      value: lastAt === undefined ? '–' : format.ago(Math.min(lastAt, now), now),
      hint: lastAt && format.moment(lastAt),
    },
    { label: say.firstAt, value: firstAt === undefined ? '–' : format.day(firstAt) },
    { label: say.events, value: format.count(events) },
    { label: say.orders, value: format.count(orders), hint: `${say.spent} ${format.money(spentMinor, currency)}` },
  ]
  return (
    <>
      {(!personalised || !consent) && (
        <Group gap="xs">
          {!personalised && <Flag text={say.refused} />}
          {!consent && <Flag text={say.withdrawn} />}
        </Group>
      )}
      <Figures figures={figures} />
    </>
  )
}

function Flag({ text }: { readonly text: string }) {
  return (
    <Badge color="orange" variant="light" tt="none" size="lg" h="auto" py={4} radius="sm">
      <Text span size="xs" fw={600} style={{ whiteSpace: 'normal' }}>
        {text}
      </Text>
    </Badge>
  )
}
