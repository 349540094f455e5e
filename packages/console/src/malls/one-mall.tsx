import { Anchor, Button, Group, SimpleGrid } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { MallBody } from '@nunchi/protocol'
import { EmptyState, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { Facts } from '../data/facts.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { unknownAsNull } from '../data/unknown-as-null.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import { useSession } from '../session/session.tsx'
import { Page } from '../shell/page.tsx'
import { EraseMall } from './erase-mall.tsx'
import { FeedUpload } from './feed-upload.tsx'
import { MallForm } from './mall-form.tsx'
import { words } from './malls.words.ts'
import { Runs } from './runs.tsx'
import { useRuns } from './use-runs.ts'

/** One mall: what it agreed to, its feed, and how each reading of it went. */
export function OneMall({ mall: id }: { readonly mall: string }) {
  const say = useWords(words)
  const answer = useAnswer(['malls', 'one', id], (client, options) => client.mall(id, options).catch(unknownAsNull), {
    every: 5_000,
  })
  const waiting = <LoadingState rows={8} height={48} />
  const isWhole = !useRuns(id, 1).isPending // shown at once with its runs: what is below them does not jump
  return (
    <Page
      title={answer.data?.name ?? say.title}
      intro={answer.data?.mall}
      actions={
        <Anchor component={Link} href="/malls" size="sm">
          <Group gap={4} wrap="nowrap">
            <IconArrowLeft size={14} aria-hidden /> {say.back}
          </Group>
        </Anchor>
      }
    >
      <Answered answer={answer} waiting={waiting}>
        {(mall) => {
          if (mall === null) return <EmptyState title={say.unknown}>{say.unknownBody}</EmptyState>
          return isWhole ? <Mall mall={mall} /> : waiting
        }}
      </Answered>
    </Page>
  )
}

function Mall({ mall }: { readonly mall: MallBody }) {
  return (
    <>
      <MallFigures mall={mall} />
      <Runs mall={mall.mall} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <FeedUpload mall={mall} />
        <About mall={mall} />
      </SimpleGrid>
    </>
  )
}

function MallFigures({ mall: { mall, offers, isPaused, feed, run } }: { readonly mall: MallBody }) {
  const say = useWords(words)
  const format = useFormat()
  const now = useNow()
  const when = (at: number) => format.ago(at, now)
  const next = feed?.nextAt === undefined || isPaused ? '–' : feed.nextAt <= now ? say.soon : when(feed.nextAt)
  return (
    <Figures
      figures={[
        { label: say.offers, value: format.count(offers), href: `/offers?mall=${encodeURIComponent(mall)}` },
        { label: say.state, value: isPaused ? say.paused : say.active, hint: isPaused ? say.pauseHint : undefined },
        { label: say.lastRun, value: run ? when(Math.min(run.startedAt, now)) : say.never },
        { label: say.nextAt, value: next, hint: feed ? say.every(feed.everyMinutes) : say.byUpload },
      ]}
    />
  )
}

function About({ mall }: { readonly mall: MallBody }) {
  const say = useWords(words)
  const format = useFormat()
  const [isOpen, form] = useDisclosure(false)
  const queries = useQueryClient()
  const { consent, feed } = mall
  const map = feed?.map?.trimStart().startsWith('{') ? say.own : feed?.map
  const facts = [
    { label: say.facts.id, value: mall.mall },
    { label: say.facts.consent, value: `${consent.by} · ${format.day(consent.at)}` },
    { label: say.facts.note, value: consent.note },
    { label: say.sellers, value: mall.manySellers ? say.manySellers : undefined },
    { label: say.facts.feed, value: feed?.url ?? say.byUpload },
    { label: say.facts.every, value: feed && say.every(feed.everyMinutes) },
    { label: say.facts.map, value: map },
    { label: say.facts.encoding, value: feed?.encoding },
  ].filter(({ value }) => value !== undefined)
  return (
    <Panel
      title={say.about}
      actions={
        <Button size="xs" variant="default" onClick={form.open}>
          {say.edit}
        </Button>
      }
    >
      <Facts facts={facts} />
      <Turns mall={mall} />
      <MallForm
        isOpen={isOpen}
        onClose={form.close}
        mall={mall}
        onSaved={() => void queries.invalidateQueries({ queryKey: ['malls'] })}
      />
    </Panel>
  )
}

/** Pauses, resumes, fetches now, erases. */
function Turns({ mall }: { readonly mall: MallBody }) {
  const say = useWords(words)
  const { client } = useSession()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['malls'] })
  const turn = useMutation<unknown>({
    mutationFn: () => (mall.isPaused ? client.resumeMall(mall.mall) : client.pauseMall(mall.mall)),
    onSettled,
  })
  const fetching = useMutation({ mutationFn: () => client.fetchFeed(mall.mall), onSettled })
  const error = turn.error ?? fetching.error
  return (
    <>
      <Group gap="xs" mt="md">
        {mall.feed && !mall.isPaused && (
          <Button size="xs" loading={fetching.isPending} onClick={() => fetching.mutate()}>
            {say.fetch}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          loading={turn.isPending}
          title={mall.isPaused ? undefined : say.pauseHint}
          onClick={() => turn.mutate()}
        >
          {mall.isPaused ? say.resume : say.pause}
        </Button>
        <EraseMall mall={mall} />
      </Group>
      {error && <ErrorState error={error} />}
    </>
  )
}
