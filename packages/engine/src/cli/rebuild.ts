import { resolve } from 'node:path'
import { Command } from 'commander'
import colors from 'picocolors'
import { checkIsThere } from '../adapters/sqlite/data-folder.ts'
import { hashViews } from '../app/hash.ts'
import { defaultData, openShop } from './open-shop.ts'
import { folderOption } from './options.ts'

const eventsPerLine = 1_000_000

/** The command `rebuild`: folds the whole log anew and makes the result the state in use. */
export function rebuildCommand(): Command {
  return new Command('rebuild')
    .description('fold the whole log anew, compare with the state in use, and write the new state as snapshot')
    .option('--data <dir>', 'data folder', folderOption, defaultData())
    .option('--log <url>', 'nats://host:4222/stream, when the log is kept there (or NUNCHI_LOG)')
    .action(rebuild)
}

async function rebuild(flags: { readonly data: string; readonly log?: string }): Promise<void> {
  await checkIsThere(resolve(flags.data))
  const opened = await openShop(flags)
  const before = hashViews(opened.shop.views)
  const started = performance.now()
  let told = 0
  const rebuilt = await opened.shop.rebuild((events) => {
    if (events - told < eventsPerLine) return
    told = events
    console.error(`${events} events folded`)
  })
  const seconds = (performance.now() - started) / 1000
  console.log(
    `${rebuilt.position} events folded in ${seconds.toFixed(1)} s (${Math.round(rebuilt.position / seconds)} events/s)`,
  )
  const after = hashViews(rebuilt)
  const differing = Object.keys(after).filter((view) => before[view] !== after[view])
  for (const [view, hash] of Object.entries(after)) {
    const verdict = differing.includes(view) ? colors.yellow('different') : colors.green('same     ')
    console.log(`  ${verdict} ${view.padEnd(10)} ${hash.slice(0, 16)}`)
  }
  if (differing.length > 0) console.log(whyDifferent(rebuilt.erasures.finished, rebuilt.market.malls.scrubbed))
  await opened.shop.adopt(rebuilt)
  await opened.close()
}

/** After an erasure a rebuild knows less, and has to; without one it must not differ. */
export function whyDifferent(persons: number, malls: number): string {
  const whom = [
    ...(persons > 0 ? [`${persons} ${persons === 1 ? 'person' : 'people'}`] : []),
    ...(malls > 0 ? [`${malls} ${malls === 1 ? 'mall' : 'malls'}`] : []),
  ]
  if (whom.length > 0)
    return `That is as it should be: ${whom.join(' and ')} ${persons + malls === 1 ? 'was' : 'were'} erased since the log began. What they had added to what is known of all is gone from the log, and so from the rebuilt state. Run it again: all will be the same.`
  return 'Nobody was ever erased from this log, so the two should be the same: this is a bug. The rebuilt state is the right one and is in use from now on; please report it.'
}
