import type { AlertBody } from '@nunchi/protocol'
import { Command, Option } from 'commander'
import { currencyDigits } from '../app/import/money.ts'
import { Refusal } from '../domain/refusal.ts'
import { currencyOfServer } from './currency-of.ts'
import { exits } from './exit.ts'
import { urlOption, withSignals } from './import.ts'
import { tailAlerts, type WatchedPerson } from './tail-alerts.ts'

type WatchFlags = {
  readonly user?: readonly string[]
  readonly anonymous?: readonly string[]
  readonly url: string
  readonly key?: string
  readonly json?: boolean
}

const several = (id: string, others: readonly string[] = []) => [...others, id]

/** The command `watch`: prints the price alerts of persons as they come to be, from a running server, until it is told to stop. */
export function watchCommand(): Command {
  return new Command('watch')
    .description('print the price alerts of persons as they come, from a running server')
    .option('--user <id>', 'whose alerts, by login; again for several', several)
    .option('--anonymous <id>', 'whose alerts, by device; again for several', several)
    .option('--url <url>', 'address of the server', urlOption, 'http://localhost:4747')
    .addOption(new Option('--key <key>', 'a secret key of that server; better in the environment').env('NUNCHI_KEY'))
    .option('--json', 'one alert a line, as JSON')
    .action(async (flags: WatchFlags, command: Command) => {
      const { user = [], anonymous = [], key } = flags
      const persons = [...user.map((id) => ({ user: id })), ...anonymous.map((id) => ({ anonymous: id }))]
      if (persons.length === 0)
        command.error("error: say whose alerts with --user or --anonymous: 'nunchi watch --user kim'")
      if (!key) return command.error('error: give a secret key of the server with --key or in NUNCHI_KEY')
      process.exitCode = await withSignals((signal) => watch(persons, { ...flags, key, signal }))
    })
}

type Watching = Pick<WatchFlags, 'url' | 'json'> & { readonly key: string; readonly signal: AbortSignal }

/** Prints until it is told to stop, or the server refuses for good: where that is one person of several, the others go on. */
async function watch(persons: readonly WatchedPerson[], { url, key, json, signal }: Watching): Promise<number> {
  const broken = new AbortController()
  const ends = AbortSignal.any([signal, broken.signal])
  const isOne = persons.length === 1
  let currency: string | undefined
  const tail = async (person: WatchedPerson) => {
    const name = person.user ?? person.anonymous
    const tell = (text: string) => console.error(isOne ? text : `${name}: ${text}`)
    for await (const alert of tailAlerts({ url, key, person, signal: ends, tell })) {
      if (json) {
        console.log(JSON.stringify(isOne ? alert : { ...person, ...alert }))
        continue
      }
      currency ??= await currencyOfServer({ url, key })
      console.log(isOne ? lineOf(alert, currency) : `${name}  ${lineOf(alert, currency)}`)
    }
  }
  const tailOrTell = (person: WatchedPerson): Promise<boolean> =>
    tail(person).then(
      () => true,
      (error: unknown) => {
        if (isOne || !(error instanceof Refusal)) throw error
        console.error(`${person.user ?? person.anonymous}: ${error.code} ${error.message}`)
        return false
      },
    )
  try {
    return (await Promise.all(persons.map(tailOrTell))).includes(true) ? exits.done : exits.refused
  } finally {
    broken.abort()
  }
}

/** An alert on one line; without a currency in minor units. */
function lineOf(
  { at, priceMinor, beforeMinor, title, product, subscription }: AlertBody,
  code: string | undefined,
): string {
  const digits = code === undefined ? 0 : currencyDigits(code)
  const money = (minor: number) => `${(minor / 10 ** digits).toFixed(digits)} ${code ?? 'minor units'}`
  const before = beforeMinor === undefined ? 'back in stock' : `was ${money(beforeMinor)}`
  const name = title.replace(/\s+/g, ' ')
  return `${new Date(at).toISOString()}  ${money(priceMinor)} (${before})  ${product}  ${name}  [${subscription}]`
}
