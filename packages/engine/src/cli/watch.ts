import type { AlertBody } from '@nunchi/protocol'
import { Command, Option } from 'commander'
import { currencyDigits } from '../app/import/money.ts'
import { currencyOfServer } from './currency-of.ts'
import { exits } from './exit.ts'
import { urlOption, withSignals } from './import.ts'
import { tailAlerts } from './tail-alerts.ts'

type WatchFlags = {
  readonly user?: string
  readonly anonymous?: string
  readonly url: string
  readonly key?: string
  readonly json?: boolean
}

/** The command `watch`: prints a person's price alerts as they come to be, from a running server, until it is told to stop. */
export function watchCommand(): Command {
  return new Command('watch')
    .description('print the price alerts of a person as they come, from a running server')
    .addOption(new Option('--user <id>', 'whose alerts, by login').conflicts('anonymous'))
    .option('--anonymous <id>', 'whose alerts, by device')
    .option('--url <url>', 'address of the server', urlOption, 'http://localhost:4747')
    .addOption(new Option('--key <key>', 'a secret key of that server; better in the environment').env('NUNCHI_KEY'))
    .option('--json', 'one alert a line, as JSON')
    .action(async (flags: WatchFlags, command: Command) => {
      const { user, anonymous, url, key, json } = flags
      if (user === undefined && anonymous === undefined)
        command.error("error: say whose alerts with --user or --anonymous: 'nunchi watch --user kim'")
      if (!key) return command.error('error: give a secret key of the server with --key or in NUNCHI_KEY')
      process.exitCode = await withSignals(async (signal) => {
        const textOf = json ? JSON.stringify : lineIn(await currencyOfServer({ url, key }))
        const person = user === undefined ? { anonymous } : { user }
        const tell = (text: string) => console.error(text)
        for await (const alert of tailAlerts({ url, key, person, signal, tell })) console.log(textOf(alert))
        return exits.done
      })
    })
}

/** Writes an alert on one line; without a currency in minor units. */
function lineIn(code: string | undefined): (alert: AlertBody) => string {
  const digits = code === undefined ? 0 : currencyDigits(code)
  const money = (minor: number) => `${(minor / 10 ** digits).toFixed(digits)} ${code ?? 'minor units'}`
  return ({ at, priceMinor, beforeMinor, title, product, subscription }) => {
    const before = beforeMinor === undefined ? 'back in stock' : `was ${money(beforeMinor)}`
    const name = title.replace(/\s+/g, ' ')
    return `${new Date(at).toISOString()}  ${money(priceMinor)} (${before})  ${product}  ${name}  [${subscription}]`
  }
}
