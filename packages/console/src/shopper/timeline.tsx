import { Button, Group, Stack, Text } from '@mantine/core'
import type { Currency, StreamEvent } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { EventDetail } from '../data/event-detail.tsx'
import { EventKind } from '../data/event-kind.tsx'
import type { Named } from '../data/person.ts'
import { useAnswer } from '../data/use-answer.ts'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'

const words = {
  en: {
    title: 'Timeline',
    time: 'Time',
    what: 'What',
    about: 'About',
    newer: 'Newer',
    older: 'Older',
    none: 'No events',
  },
  ko: {
    title: '타임라인',
    time: '시각',
    what: '행동',
    about: '내용',
    newer: '더 최근',
    older: '더 이전',
    none: '이벤트 없음',
  },
}

/** What somebody did, newest first, page by page. */
export function Timeline({ person, currency }: { readonly person: Named; readonly currency: Currency }) {
  const say = useWords(words)
  const format = useFormat()
  const [pages, setPages] = useState<readonly number[]>([]) // where each page before this one begins
  const before = pages.at(-1)
  const answer = useAnswer(
    ['timeline', person, before],
    (client, options) => client.timeline({ ...person, before, count: 50 }, options),
    { keepsLast: true, every: before === undefined ? 5_000 : undefined },
  )
  const columns = useMemo(() => columnsOf(say, format, currency), [say, format, currency])
  return (
    <Answered answer={answer} waiting={<LoadingState rows={12} height={28} />}>
      {({ events, before: next }) =>
        events.length === 0 ? (
          <EmptyState title={say.none} />
        ) : (
          <Stack gap="sm">
            <TableFrame
              label={say.title}
              columns={columns}
              rows={events}
              rowKey={(_, place) => place}
              fixedFrom={620}
              isBusy={answer.isPlaceholderData}
            />
            <Group justify="flex-end" gap="xs">
              <Button
                size="xs"
                variant="default"
                leftSection={<IconChevronLeft size={14} aria-hidden />}
                disabled={pages.length === 0}
                onClick={() => setPages(pages.slice(0, -1))}
              >
                {say.newer}
              </Button>
              <Button
                size="xs"
                variant="default"
                rightSection={<IconChevronRight size={14} aria-hidden />}
                disabled={next === undefined}
                onClick={() => next !== undefined && setPages([...pages, next])}
              >
                {say.older}
              </Button>
            </Group>
          </Stack>
        )
      }
    </Answered>
  )
}

function columnsOf(say: (typeof words)['en'], format: Format, currency: Currency): readonly Column<StreamEvent>[] {
  return [
    {
      key: 'time',
      title: say.time,
      width: 210,
      isTime: true,
      value: ({ at }) => at,
      show: ({ at }) => <When text={format.moment(at)} />,
    },
    {
      key: 'what',
      title: say.what,
      width: 180,
      value: ({ kind }) => kind,
      show: ({ kind }) => <EventKind kind={kind} />,
    },
    {
      key: 'about',
      title: say.about,
      value: ({ title }) => title,
      show: (event) => <EventDetail event={event} currency={currency} />,
    },
  ]
}

function When({ text }: { readonly text: string }) {
  return (
    <Text span size="sm" c="dimmed">
      {text}
    </Text>
  )
}
