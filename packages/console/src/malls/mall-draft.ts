import type { MallBody, PutMallBody } from '@nunchi/protocol'

/** What the form of a mall holds while it is filled in. */
export type MallDraft = {
  readonly id: string
  readonly name: string
  readonly by: string
  readonly note: string
  readonly manySellers: boolean
  readonly hasFeed: boolean
  readonly url: string
  readonly everyMinutes: string
  readonly map: string
  readonly encoding: string
}
export type WrongField = 'id' | 'name' | 'by' | 'url' | 'every'

const idPattern = /^[a-z0-9][a-z0-9._-]{0,59}$/
const everyMin = 5
const everyMax = 43_200

/** The form as it is opened: empty, or as the mall is. */
export function draftOf(mall: MallBody | undefined): MallDraft {
  return {
    id: mall?.mall ?? '',
    name: mall?.name ?? '',
    by: mall?.consent.by ?? '',
    note: mall?.consent.note ?? '',
    manySellers: mall?.manySellers ?? false,
    hasFeed: mall?.feed !== undefined,
    url: mall?.feed?.url ?? '',
    everyMinutes: String(mall?.feed?.everyMinutes ?? 60),
    map: mall?.feed?.map ?? '',
    encoding: mall?.feed?.encoding ?? '',
  }
}

/** Fields that cannot be sent as they are, so that it is said beside each before the server is asked. */
export function wrongFields(draft: MallDraft): ReadonlySet<WrongField> {
  const wrong = new Set<WrongField>()
  const every = Number(draft.everyMinutes)
  if (!idPattern.test(draft.id.trim())) wrong.add('id')
  if (draft.name.trim() === '') wrong.add('name')
  if (draft.by.trim() === '') wrong.add('by')
  if (draft.hasFeed && !/^https?:\/\/\S+$/i.test(draft.url.trim())) wrong.add('url')
  if (draft.hasFeed && !(Number.isInteger(every) && every >= everyMin && every <= everyMax)) wrong.add('every')
  return wrong
}

/**
 * What is sent. Who agreed, and when, stays as it was noted unless another is named: consent is sent only where it was changed.
 */
export function bodyOf(draft: MallDraft, before: MallBody | undefined): PutMallBody {
  const by = draft.by.trim()
  const note = draft.note.trim() || undefined
  const isSame = before !== undefined && before.consent.by === by && before.consent.note === note
  return {
    name: draft.name.trim(),
    consent: isSame ? undefined : { by, note },
    manySellers: draft.manySellers,
    feed: draft.hasFeed
      ? {
          url: draft.url.trim(),
          everyMinutes: Number(draft.everyMinutes),
          map: draft.map.trim() || undefined,
          encoding: draft.encoding.trim() || undefined,
        }
      : null,
  }
}
