import { type Command, InvalidArgumentError } from 'commander'
import { OpenaiHardCases } from '../adapters/web/openai-hard-cases.ts'
import { Refusal } from '../domain/refusal.ts'
import type { HardCases } from '../ports/hard-cases.ts'
import { grouped, startProgress } from './progress.ts'

/** Where a language model is asked about hard cases; nothing is sent without an address. */
export type AskFlags = {
  readonly askModel?: string
  readonly askName?: string
  readonly askMost: number
  readonly askPerMinute: number
}

const keyName = 'NUNCHI_MODEL_KEY'
const askMostDefault = 200
const perMinuteDefault = 60

/** Adds the options of `AskFlags`. */
export function withAskOptions(command: Command, what: string): Command {
  return command
    .option(
      '--ask-model <url>',
      `ask a language model of an OpenAI-compatible server ${what}; titles, brands and the beginning of descriptions go there (key in ${keyName})`,
      addressOption,
    )
    .option('--ask-name <model>', 'name of the model there')
    .option('--ask-most <n>', 'requests at most: what it may cost', countOption, askMostDefault)
    .option('--ask-per-minute <n>', 'requests a minute at most', countOption, perMinuteDefault)
}

/** Whom to ask; undefined where nobody was named. @throws Refusal MODEL_ENDPOINT where no model is named */
export function hardCasesOf({ askModel, askName, askMost, askPerMinute }: AskFlags): HardCases | undefined {
  if (askModel === undefined) return undefined
  if (!askName) throw new Refusal('MODEL_ENDPOINT', { url: askModel, reason: 'no model is named (--ask-name)' })
  const key = process.env[keyName]?.trim() || undefined
  return new OpenaiHardCases({ url: askModel, model: askName, key, requestsMax: askMost, perMinute: askPerMinute })
}

/** What came of asking, in lines for a summary. */
export function askedLines({ spent }: HardCases, what: string): readonly string[] {
  const { sent, unanswered, unfounded, isUsedUp } = spent
  const lines = [`  asked the model: ${what}; ${grouped(sent)} requests`]
  if (unanswered > 0) lines.push(`  ${grouped(unanswered)} questions had no answer that can be used`)
  if (unfounded > 0)
    lines.push(`  ${grouped(unfounded)} values of the model do not stand in the offer, and were dropped`)
  if (isUsedUp) lines.push('  no more was asked, as --ask-most was reached')
  return lines
}

/** Says every few seconds how many questions are answered: a model takes its time. */
export function startAsking(quiet: boolean): {
  readonly update: (answered: number, of: number) => void
  readonly stop: () => void
} {
  const bar = startProgress({ out: process.stderr, bytesTotal: 1, now: Date.now, quiet })
  if (!quiet) process.stderr.write('Asking the model\n')
  return {
    update: (answered, of) => bar.update({ rows: answered, rejected: 0 }, answered / of),
    stop: () => bar.stop(),
  }
}

function addressOption(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return text
  throw new InvalidArgumentError(`write it like http://127.0.0.1:11434/v1, and a key into ${keyName}.`)
}

function countOption(text: string): number {
  const count = Number(text)
  if (/^\d{1,7}$/.test(text) && count >= 1) return count
  throw new InvalidArgumentError('give a whole number from 1.')
}
