import type { Command } from 'commander'
import type { Encoding } from '../app/import/encoding.ts'
import { encodingOption } from './import.ts'
import { currencyOption } from './options.ts'

/** What commands over files of offers have in common. */
export type FeedFlags = {
  readonly encoding?: Encoding
  readonly currency: string
  readonly rejected?: string
  readonly quiet?: boolean
}

/** Adds the options of `FeedFlags`, and says how the command ends. */
export function withFeedOptions(command: Command): Command {
  return command
    .option('--encoding <name>', 'when it cannot be told from the file', encodingOption)
    .option('--currency <code>', 'of prices that name none, ISO 4217', currencyOption, 'KRW')
    .option('--rejected <file>', 'where rejected rows go (default: FILE.rejected.jsonl)')
    .option('--quiet', 'no progress, no summary; errors only')
    .addHelpText(
      'after',
      '\nExit codes: 0 all fine, 1 nothing usable or broken off, 3 some rows rejected, 130 stopped by Ctrl-C.',
    )
}
