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
  for (const [view, hash] of Object.entries(after)) {
    const isSame = before[view] === hash
    console.log(
      `  ${isSame ? colors.green('same     ') : colors.yellow('different')} ${view.padEnd(10)} ${hash.slice(0, 16)}`,
    )
  }
  await opened.shop.adopt(rebuilt)
  await opened.close()
}
