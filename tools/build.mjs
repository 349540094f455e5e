// npm run build: compiles every package, and builds the pages for people. With the word "pages", only these: they are
// built from the source of all that they import.
import { spawnSync } from 'node:child_process'
import { bin, buildPagesIfNeeded, checkNode, root } from './lib/house.mjs'

checkNode()
if (process.argv[2] !== 'pages') {
  const { status } = spawnSync(process.execPath, [bin('typescript', 'bin/tsc'), '-b'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
buildPagesIfNeeded()
