import { Command } from 'commander'
import colors from 'picocolors'
import { Refusal } from '../domain/refusal.ts'
import { importCommand } from './import.ts'
import { keysCommand } from './keys.ts'
import { openSink } from './open-sink.ts'
import { rebuildCommand } from './rebuild.ts'
import { serveCommand } from './serve.ts'

const program = new Command('nunchi')
  .description('A self-hosted engine for hyper-personalised commerce.')
  .version('0.1.0')
  .addCommand(serveCommand())
  .addCommand(importCommand(openSink))
  .addCommand(keysCommand())
  .addCommand(rebuildCommand())
  .showHelpAfterError()

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(`${colors.red(error.code)} ${error.message}`)
  process.exit(1)
}
