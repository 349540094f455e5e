import { Command } from 'commander'
import { attributesCommand } from './attributes.ts'
import { reportEnd } from './exit.ts'
import { importCommand } from './import.ts'
import { keysCommand } from './keys.ts'
import { mallsCommand } from './malls.ts'
import { matchCommand } from './match.ts'
import { openSink } from './open-sink.ts'
import { pricesCommand } from './prices.ts'
import { rankerCommand } from './ranker.ts'
import { rebuildCommand } from './rebuild.ts'
import { routeCommand } from './route.ts'
import { serveCommand } from './serve.ts'
import { simulateCommand } from './simulate.ts'
import { watchCommand } from './watch.ts'

// Whoever read our words may go away (`| head`), or their disk be full: that is no reason to drop what we are doing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
process.on('uncaughtException', (error) => process.exit(reportEnd(error)))

const program = new Command('nunchi')
  .description('A self-hosted engine for hyper-personalised commerce.')
  .version('0.1.0')
  .showHelpAfterError('(--help lists what there is)')
  .exitOverride()
const commands = [
  serveCommand(),
  importCommand(openSink),
  attributesCommand(),
  matchCommand(),
  mallsCommand(),
  keysCommand(),
  rankerCommand(),
  rebuildCommand(),
  simulateCommand(),
  watchCommand(),
  pricesCommand(),
  routeCommand(),
]
for (const command of commands) {
  program.addCommand(command)
  for (const one of [command, ...command.commands]) one.copyInheritedSettings(program)
}

try {
  await program.parseAsync()
} catch (error) {
  process.exit(reportEnd(error))
}
