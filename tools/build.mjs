// npm run build: compiles every package, and builds the pages for people.
import { spawnSync } from 'node:child_process'
import { bin, buildPagesIfNeeded, checkNode, root } from './lib/house.mjs'

checkNode()
const { status } = spawnSync(process.execPath, [bin('typescript', 'bin/tsc'), '-b'], { cwd: root, stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)
buildPagesIfNeeded()
