import { SingleBar } from 'cli-progress'
import type { ImportCounts } from '../app/import/counts.ts'

/** What of the rows is shown. */
type RowCounts = Pick<ImportCounts, 'rows' | 'rejected'>

/** Shows how a long command comes along. */
export type Progress = {
  update(counts: RowCounts, bytesRead: number): void
  /** A line of its own, that neither the bar nor the next line spoils. */
  say(text: string): void
  stop(): void
}

export type ProgressOptions = {
  readonly out: NodeJS.WriteStream | { write(text: string): unknown; readonly isTTY?: boolean }
  /** Unknown for standard input: no bar and no time left then. */
  readonly bytesTotal?: number
  readonly now: () => number
  readonly quiet: boolean
  /** Between two plain lines, where the output is no terminal. */
  readonly lineEveryMs?: number
}

const lineEveryMsDefault = 5_000
const barEveryMs = 100

/**
 * A bar on a terminal, else a line every few seconds. Time left is reckoned by bytes over the last run's average
 * speed, since nobody knows how many rows are to come.
 */
export function startProgress(options: ProgressOptions): Progress {
  if (options.quiet) return { update: () => {}, say: () => {}, stop: () => {} }
  const startedAt = options.now()
  let firstBytes: number | undefined
  const figures = (counts: RowCounts, bytesRead: number) => {
    firstBytes ??= bytesRead
    const seconds = Math.max(0.001, (options.now() - startedAt) / 1000)
    const speed = (bytesRead - firstBytes) / seconds
    const left = options.bytesTotal === undefined || speed <= 0 ? undefined : (options.bytesTotal - bytesRead) / speed
    return {
      rows: grouped(counts.rows),
      rate: grouped(Math.round(counts.rows / seconds)),
      left: left === undefined ? '?' : duration(left),
      rejected: grouped(counts.rejected),
      percent:
        options.bytesTotal === undefined ? undefined : Math.floor((100 * bytesRead) / Math.max(1, options.bytesTotal)),
    }
  }
  return options.out.isTTY === true && options.bytesTotal !== undefined
    ? barOf(options, options.bytesTotal, figures)
    : linesOf(options, figures)
}

type Figures = (
  counts: RowCounts,
  bytesRead: number,
) => { rows: string; rate: string; left: string; rejected: string; percent: number | undefined }

function barOf({ out, now }: ProgressOptions, bytesTotal: number, figures: Figures): Progress {
  const bar = new SingleBar({
    format: '{bar} {percentage}%  {rows} rows  {rate}/s  {left} left  {rejected} rejected',
    stream: out as NodeJS.WriteStream,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    gracefulExit: false,
  })
  bar.start(bytesTotal, 0, { rows: '0', rate: '0', left: '?', rejected: '0' })
  let drawnAt = 0
  return {
    update(counts, bytesRead) {
      if (now() - drawnAt < barEveryMs) return
      drawnAt = now()
      bar.update(Math.min(bytesRead, bytesTotal), figures(counts, bytesRead))
    },
    say(text) {
      out.write(`\r\u001b[K${text}\n`) // over the bar, which is drawn anew below
    },
    stop: () => bar.stop(),
  }
}

function linesOf({ out, now, lineEveryMs = lineEveryMsDefault }: ProgressOptions, figures: Figures): Progress {
  let writtenAt = now()
  return {
    update(counts, bytesRead) {
      const shown = figures(counts, bytesRead)
      if (now() - writtenAt < lineEveryMs) return
      writtenAt = now()
      const percent = shown.percent === undefined ? '' : `${shown.percent} %, ${shown.left} left, `
      out.write(`${percent}${shown.rows} rows, ${shown.rate}/s, ${shown.rejected} rejected\n`)
    },
    say(text) {
      out.write(`${text}\n`)
    },
    stop: () => {},
  }
}

/** 1234567 -> '1,234,567'. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

/** Seconds as '45 s', '3 min 20 s' or '2 h 5 min'. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
