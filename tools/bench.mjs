// npm run bench -- NAME --data PATH: builds what changed and runs the compiled benchmark.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfNeeded, checkNode, installIfNeeded, root } from './lib/house.mjs'

checkNode()
installIfNeeded()
buildIfNeeded('bench', 'dist/main.js')
const { status } = spawnSync(process.execPath, [join(root, 'bench', 'dist', 'main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
