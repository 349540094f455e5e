import { damaged } from './damaged.ts'

/** The header that every message of the log carries: where its events belong. */
export const frameHeader = 'Nunchi-Frame'

/** Layout of header and body. A message of a newer layout is refused, never guessed at. */
const version = 1

/**
 * What one message of the stream is. Events that are stored all or not at all make a group: one message, or several
 * parts in a row. A group counts once its last part is stored. A fence holds no events: it only moves the stream's last
 * sequence, so that nothing sent earlier can still land, and says which messages before it do not count.
 */
export type Frame = {
  /** Length of the log before this group; of a fence: the length of the log. Never falls from message to message. */
  readonly from: number
  /** Events in the whole group; 0 of a fence. */
  readonly total: number
  /** Which part of the group this is, from 0, and of how many; parts is 0 of a fence. */
  readonly part: number
  readonly parts: number
  /** Position of this message's first event, and how many it holds. */
  readonly first: number
  readonly count: number
  /** Names the group: unique to one attempt of one writer. */
  readonly nonce: string
  /** Of a fence: sequences of what does not count, to be deleted before anything else is written; 0 and -1 if none. */
  readonly dropFrom: number
  readonly dropTo: number
}

/** A message without events that says how long the log is. */
export function isFence(frame: Frame): boolean {
  return frame.parts === 0
}

/** Whether the group of this message is whole when the message is there: parts are sent one after the other. */
export function endsGroup(frame: Frame): boolean {
  return frame.part === frame.parts - 1
}

/** Length of the log when this is the last message of the stream. */
export function lengthAfter(frame: Frame): number {
  return endsGroup(frame) ? frame.from + frame.total : frame.from
}

/** The header's value: the layout's version and the frame's fields, divided by spaces. */
export function frameText(frame: Frame): string {
  const { from, total, part, parts, first, count, nonce, dropFrom, dropTo } = frame
  return [version, from, total, part, parts, first, count, nonce, dropFrom, dropTo].join(' ')
}

/** @throws Refusal DATA_DAMAGED when the message was not written by this adapter, or by a newer one */
export function parseFrame(text: string): Frame {
  const fields = text.split(' ')
  if (fields.length !== 10 || fields[0] !== `${version}`) throw damaged(`a message has the unknown frame "${text}"`)
  const [, from, total, part, parts, first, count, , dropFrom, dropTo] = fields.map(Number)
  return { from, total, part, parts, first, count, nonce: fields[7], dropFrom, dropTo }
}
