/** Reads a moment as people and programs write it: epoch milliseconds, or undefined. Never guesses: no 30th of February. */
export type TimeReader = (text: string) => number | undefined

type Parts = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  ms: number
  pm?: boolean
}

/** As Korean shops export it: the day, or the day and the time, in digits alone. */
const digitTime = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$/

/**
 * ISO 8601; 20260131 or 20260131235959; or seconds, milliseconds or microseconds since 1970 (a number of 14 digits
 * would lie beyond the year 2286 as one of these). Local times are taken in `zone`.
 */
export function isoReader(zone: string): TimeReader {
  const offset = zoneOffset(zone)
  return remembered((text) => {
    const trimmed = text.trim()
    const match = isoTime.exec(trimmed) ?? digitTime.exec(trimmed)
    if (match === null) return /^\d{9,17}(\.\d+)?$/.test(trimmed) ? epoch(Number(trimmed)) : undefined
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', mark] = match
    const ms = Number(`${fraction}00`.slice(0, 3))
    const local = utc({ year: +year, month: +month, day: +day, hour: +hour, minute: +minute, second: +second, ms })
    const ahead = local === undefined || mark === undefined ? undefined : markOffset(mark)
    if (local === undefined || (mark !== undefined && ahead === undefined)) return undefined
    return moment(local - (ahead ?? offset(local)))
  })
}

/**
 * Reads times by a pattern of yyyy yy MM M dd d HH H hh h mm ss SSS a (AM or PM) and literal text ('...' quotes
 * letters). `zone` is UTC, an offset (+09:00) or an IANA name (Asia/Seoul). Throws RangeError for a bad pattern or zone.
 */
export function patternReader(pattern: string, zone: string): TimeReader {
  const { regex, names } = compiled(pattern)
  const offset = zoneOffset(zone)
  return remembered((text) => {
    const match = regex.exec(text.trim())
    if (match === null) return undefined
    const parts: Parts = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0 }
    for (const [i, name] of names.entries()) set(parts, name, match[i + 1])
    const local = utc({ ...parts, hour: hourOf(parts) })
    return local === undefined ? undefined : moment(local - offset(local))
  })
}

/** Rows of one order share a time: the last answer is worth keeping. */
function remembered(read: TimeReader): TimeReader {
  let lastText: string | undefined
  let lastAnswer: number | undefined
  return (text) => {
    if (text !== lastText) {
      lastAnswer = read(text)
      lastText = text
    }
    return lastAnswer
  }
}

const tokens: Readonly<Record<string, string>> = {
  yyyy: '(\\d{4})',
  yy: '(\\d{2})',
  MM: '(\\d{2})',
  M: '(\\d{1,2})',
  dd: '(\\d{2})',
  d: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  hh: '(\\d{2})',
  h: '(\\d{1,2})',
  mm: '(\\d{2})',
  m: '(\\d{1,2})',
  ss: '(\\d{2})',
  s: '(\\d{1,2})',
  SSS: '(\\d{3})',
  a: '([AaPp][Mm]|오전|오후)',
}

function compiled(pattern: string): { regex: RegExp; names: readonly string[] } {
  const names: string[] = []
  const source = pattern.replace(/'([^']*)'|([A-Za-z])\2*|[^A-Za-z']/g, (piece, literal: string | undefined) => {
    if (literal !== undefined) return escaped(literal)
    if (!/^[A-Za-z]/.test(piece)) return escaped(piece)
    if (!Object.hasOwn(tokens, piece) && piece !== 'T' && piece !== 'Z')
      throw new RangeError(`time pattern "${pattern}" has the unknown part "${piece}"`)
    if (!Object.hasOwn(tokens, piece)) return piece
    names.push(piece)
    return tokens[piece]
  })
  if (!names.some((name) => name.startsWith('y'))) throw new RangeError(`time pattern "${pattern}" has no year`)
  return { regex: new RegExp(`^${source}$`), names }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function set(parts: Parts, name: string, text: string): void {
  if (name === 'a') {
    parts.pm = /^(p|오후)/i.test(text)
    return
  }
  const value = Number(text)
  if (name === 'yyyy') parts.year = value
  else if (name === 'yy') parts.year = 2000 + value
  else if (name[0] === 'M') parts.month = value
  else if (name[0] === 'd') parts.day = value
  else if (name[0] === 'H' || name[0] === 'h') parts.hour = value
  else if (name[0] === 'm') parts.minute = value
  else if (name[0] === 's') parts.second = value
  else parts.ms = value
}

/** Hours of the day: 12 AM is 0, 12 PM is 12. 오후 15:00 says it twice and is taken; 오전 15:00 is no time. */
function hourOf({ hour, pm }: Parts): number {
  if (pm === undefined) return hour
  if (hour > 12) return pm ? hour : noHour
  return (hour % 12) + (pm ? 12 : 0)
}
const noHour = 24

/** Milliseconds of a calendar time read as UTC; undefined for a 30th of February. */
function utc({ year, month, day, hour, minute, second, ms }: Parts): number | undefined {
  if (year < 1000) return undefined // Date.UTC takes the year 99 for 1999
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return undefined
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined
  return Date.UTC(year, month - 1, day, hour, minute, second, ms)
}

const moment = (ms: number): number | undefined => (ms >= 0 ? Math.trunc(ms) : undefined)

function epoch(value: number): number | undefined {
  return moment(value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000)
}

/** No place on earth is further than 14 hours from Greenwich: +99:99 is a slip, not an offset. */
function markOffset(mark: string): number | undefined {
  if (mark === 'Z' || mark === 'UTC') return 0
  const hours = Number(mark.slice(1, 3))
  const minutes = Number(mark.slice(-2)) * (mark.length > 3 ? 1 : 0)
  if (hours > 14 || minutes > 59) return undefined
  return (mark[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** How far local time runs ahead of UTC, in ms, for a local time given as if it were UTC. Throws RangeError for no zone. */
export function zoneOffset(zone: string): (local: number) => number {
  if (/^(Z|UTC|GMT)$/i.test(zone)) return () => 0
  if (/^[+-]\d{2}(:?\d{2})?$/.test(zone)) {
    const fixed = markOffset(zone)
    if (fixed === undefined) throw new RangeError(`${zone} is no offset from UTC`)
    return () => fixed
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsetAt = (ms: number): number => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
    return shown - Math.floor(ms / 1000) * 1000
  }
  const byHour = new Map<number, number>()
  return (local) => {
    const hour = Math.floor(local / 3_600_000)
    let offset = byHour.get(hour)
    if (offset === undefined) {
      // The second look settles times close to a change of the clocks.
      offset = offsetAt(local - offsetAt(local - offsetAt(local)))
      if (byHour.size > 10_000) byHour.clear()
      byHour.set(hour, offset)
    }
    return offset
  }
}
