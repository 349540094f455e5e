import { resolve } from 'node:path'
import type { Command } from 'commander'
import { checkIsThere } from '../adapters/sqlite/data-folder.ts'
import { defaultData, type OpenedShop, openShop } from './open-shop.ts'
import { folderOption } from './options.ts'

export type ShopFlags = { readonly data: string; readonly log?: string }

/** The options of a command that works on a data folder which no server is using. */
export function withData(command: Command): Command {
  return command
    .option('--data <dir>', 'data folder', folderOption, defaultData())
    .option('--log <url>', 'nats://host:4222/stream, when the log is kept there (or NUNCHI_LOG)')
}

/** Opens the shop of the folder, which has to be there, for some work, and closes it. */
export async function withShop<Result>(
  flags: ShopFlags,
  work: (opened: OpenedShop) => Promise<Result>,
): Promise<Result> {
  await checkIsThere(resolve(flags.data))
  const opened = await openShop(flags)
  return work(opened).finally(() => opened.close())
}
