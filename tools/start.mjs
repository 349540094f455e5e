// npm start: installs what is missing, builds what changed, and serves the demo town. Further arguments go to `nunchi serve`;
// with --empty it serves a shop without demo data.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildIfNeeded, buildPagesIfNeeded, checkNode, installIfNeeded, root } from './lib/house.mjs'

checkNode()
installIfNeeded()
buildIfNeeded('packages/engine', 'dist/cli/main.js')
buildPagesIfNeeded()

console.log('Starting the server.')
const main = join(root, 'packages', 'engine', 'dist', 'cli', 'main.js')
const given = process.argv.slice(2)
const args = given.includes('--empty') ? given : ['--demo', ...given]
const server = spawn(process.execPath, [main, 'serve', ...args], { stdio: 'inherit' })

// A Ctrl-C at a terminal, or its end, reaches the server by itself, and npm sends it to us once more: passing that on
// would look like an impatient second one.
const atTerminal = process.stdin.isTTY === true
for (const signal of /** @type {const} */ (['SIGINT', 'SIGHUP'])) {
  process.on(signal, () => {
    if (!atTerminal) server.kill(signal)
  })
}
process.on('SIGTERM', () => server.kill('SIGTERM'))

// npm puts a shell between itself and us, which dies of a signal without passing it on: then the server stops as well.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch) // told once more, it would not even write its snapshot
    server.kill('SIGTERM')
  }, 500).unref()
}

server.on('error', (error) => {
  console.error(`The server did not start: ${error.message}`)
  process.exitCode = 1
})
server.on('exit', (code, signal) => {
  process.exitCode = ['SIGINT', 'SIGTERM', 'SIGHUP'].includes(signal ?? '') ? 0 : (code ?? 1)
})
