import type { Prepared } from './bodies.ts'
import { plainBatches, segmentBatches } from './bodies.ts'
import { entryOf, startChild } from './child.ts'
import { closedLoad } from './load.ts'
import { type Figure, lineOf, type Setup } from './setup.ts'
import { insertRate } from './sqlite.ts'

type Variant = {
  readonly name: string
  readonly eventsEach: number
  readonly connections: number
  readonly isSegment: boolean
  /** More events than any server takes in a second: when they run out, the run ends early. */
  readonly eventsPerSecondMax: number
}

const variants: readonly Variant[] = [
  { name: 'batch-100', eventsEach: 100, connections: 8, isSegment: false, eventsPerSecondMax: 120_000 },
  { name: 'segment-batch-100', eventsEach: 100, connections: 8, isSegment: true, eventsPerSecondMax: 80_000 },
  { name: 'single', eventsEach: 1, connections: 64, isSegment: false, eventsPerSecondMax: 30_000 },
]

/**
 * Events a second into the server, beside the two yardsticks with the same bodies. The server and its yardsticks take
 * turns within each repeat, so that a machine that slows down slows all of them.
 */
export async function measureCollect(setup: Setup): Promise<Figure[]> {
  const empty = await startChild(entryOf('./empty-route.ts', import.meta.url), [], { until: /serves \S+:(\d+) now/ })
  try {
    const figures: Figure[] = []
    for (const variant of variants) figures.push(...(await measureVariant(setup, variant, Number(empty.said[1]))))
    return figures
  } finally {
    await empty.stop()
  }
}

async function measureVariant(setup: Setup, variant: Variant, emptyPort: number): Promise<Figure[]> {
  const server: number[] = []
  const http: number[] = []
  const sqlite: number[] = []
  for (let run = 0; run < setup.repeats; run++) {
    const prepared = prepare(setup, variant)
    server.push(await rateOf(setup.port, prepared, variant, setup.seconds))
    http.push(await rateOf(emptyPort, prepared, variant, setup.seconds))
    const bodies = prepared.map(({ events }) => events)
    sqlite.push(insertRate(setup.dir, bodies, setup.seconds))
  }
  const rate = { set: 'collect', metric: 'events/s', unit: 'events/s' }
  const own = { set: 'collect', variant: variant.name, unit: '' }
  const figures: Figure[] = [
    { ...rate, variant: variant.name, runs: server },
    { ...rate, variant: `yardstick-sqlite of ${variant.name}`, runs: sqlite },
    { ...rate, variant: `yardstick-http of ${variant.name}`, runs: http },
    { ...own, metric: 'ratio-to-sqlite', runs: server.map((value, run) => value / sqlite[run]) },
    { ...own, metric: 'ratio-to-http', runs: server.map((value, run) => value / http[run]) },
  ]
  for (const figure of figures) setup.progress(lineOf(figure))
  return figures
}

function prepare({ market, key, seconds }: Setup, variant: Variant): Prepared[] {
  const { eventsEach, eventsPerSecondMax } = variant
  const count = Math.ceil((eventsPerSecondMax * seconds) / eventsEach)
  const shape = { count, eventsEach, key, at: Date.now() }
  return variant.isSegment ? segmentBatches(market, shape) : plainBatches(market, shape)
}

/** @throws when not every event was accepted: a rate of refusals is no rate */
async function rateOf(
  port: number,
  prepared: readonly Prepared[],
  { eventsEach, connections, name }: Variant,
  secondsMax: number,
): Promise<number> {
  const accepted = `"accepted":${eventsEach}`
  const requests = prepared.map(({ request }) => request)
  const isRight = (status: number, body: Buffer) => status === 200 && hasWhole(body, accepted)
  const { answers, seconds, wrong } = await closedLoad(port, requests, { connections, secondsMax, isRight })
  if (wrong > 0) throw new Error(`${name}: ${wrong} of ${answers} requests were not accepted whole`)
  return (answers * eventsEach) / seconds
}

/** Whether the body holds the text, not followed by a further digit. */
function hasWhole(body: Buffer, text: string): boolean {
  const found = body.indexOf(text)
  const after = body[found + text.length]
  return found >= 0 && !(after >= 0x30 && after <= 0x39)
}
