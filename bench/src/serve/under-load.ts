import { plainBatches } from './bodies.ts'
import { type OpenLoad, openLoad } from './load.ts'
import type { Setup } from './setup.ts'

/** What comes in beside the questions. */
export const background = { eventsPerSecond: 2_000, eventsEach: 10, connections: 16 } as const
const connections = 64

/** Questions to ask at a constant rate, over and over. */
export type LoadAsk = { readonly port: number; readonly questions: readonly Buffer[]; readonly perSecond: number }

/** One run of the questions with events coming in; @throws when an event was not accepted */
export async function underLoad(setup: Setup, { port, questions, perSecond }: LoadAsk): Promise<OpenLoad> {
  const { seconds } = setup
  const events = startEvents(setup, port, seconds)
  const answers = await openLoad(port, (n) => questions[n % questions.length], {
    perSecond,
    connections,
    seconds,
    isRight: (status, body) => status === 200 && body.length > 0,
  })
  await events
  return answers
}

/** Lets 2,000 events a second come in for so long. @throws when one was not accepted */
export async function startEvents(setup: Setup, port: number, seconds: number): Promise<void> {
  const { eventsPerSecond, eventsEach, connections } = background
  const perSecond = eventsPerSecond / eventsEach
  const shape = { count: Math.ceil(perSecond * seconds), eventsEach, key: setup.key, at: Date.now() }
  const prepared = plainBatches(setup.market, shape)
  const { wrong } = await openLoad(port, (n) => prepared[n].request, {
    perSecond,
    seconds,
    connections,
    isRight: (status, body) => status === 200 && body.includes(`"accepted":${eventsEach}`),
  })
  if (wrong > 0) throw new Error(`${wrong} batches of events were not accepted`)
}
