import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IconKeyboard } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { FailedVerdicts } from './failed-verdicts.tsx'
import { KeysHelp } from './keys-help.tsx'
import { OnePair } from './one-pair.tsx'
import { words } from './reviews.words.ts'
import { useNextPictures } from './use-next-pictures.ts'
import { useReviewQueue } from './use-review-queue.ts'
import { VerdictBar } from './verdict-bar.tsx'
import { actOf, type ReviewAct } from './verdict-keys.ts'

/** Judges pairs one at a time, by keyboard, mouse or touch. */
export function Reviews() {
  const say = useWords(words)
  const [isHelping, help] = useDisclosure(false)
  const { queue, step, answer, judge, undo, sendAgain } = useReviewQueue()
  const [told, setTold] = useState('')
  const { waiting, judged, failed } = queue
  const pair = waiting[0]
  useNextPictures(waiting)
  const act = (what: ReviewAct) => {
    if (what === 'help') return help.open()
    if (what === 'undo') {
      if (judged.length === 0) return
      undo()
      return setTold(say.undone)
    }
    if (!pair) return
    judge(what)
    setTold(say.noted[what])
  }
  useKeys(act)
  return (
    <Page
      title={say.title}
      intro={say.intro}
      actions={
        <Button variant="default" size="xs" leftSection={<IconKeyboard size={16} aria-hidden />} onClick={help.open}>
          {say.keys}
        </Button>
      }
    >
      <Answered answer={answer} waiting={<LoadingState rows={6} height={80} />}>
        {({ currency, waiting: waitingAll, judged: judgedAll }) => (
          <>
            <Progress waiting={Math.max(waitingAll, waiting.length)} judged={judgedAll} here={judged.length} />
            <FailedVerdicts
              failed={failed}
              onAgain={sendAgain}
              onShow={(shown) => step({ kind: 'shown', pair: shown })}
              onLeave={(left) => step({ kind: 'left', pair: left })}
            />
            {pair ? (
              <OnePair pair={pair} currency={currency} />
            ) : (
              <EmptyState title={judged.length > 0 ? say.all : say.none}>{say.noneBody}</EmptyState>
            )}
            <VerdictBar
              told={failed.length > 0 ? '' : told}
              hasPair={pair !== undefined}
              canUndo={judged.length > 0}
              onAct={act}
            />
          </>
        )}
      </Answered>
      <KeysHelp isOpen={isHelping} onClose={help.close} />
    </Page>
  )
}

/** Listens to the whole page, except while something is typed or a dialog lies over it. */
function useKeys(act: (what: ReviewAct) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const what = actOf(event)
    if (what === undefined || isElsewhere(event.target)) return
    event.preventDefault()
    act(what)
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]')) return true
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null
}

type ProgressProps = { readonly waiting: number; readonly judged: number; readonly here: number }

function Progress({ waiting, judged, here }: ProgressProps) {
  const say = useWords(words)
  const format = useFormat()
  const counts = [
    [say.waiting, waiting],
    [say.here, here],
    [say.judged, judged],
  ] as const
  return (
    <Group gap="4px 20px" component="dl" m={0}>
      {counts.map(([label, count]) => (
        <Group key={label} gap={6}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {format.count(count)}
          </Text>
        </Group>
      ))}
    </Group>
  )
}
