#!/usr/bin/env node
import { existsSync } from 'node:fs'

const main = new URL('../dist/cli/main.js', import.meta.url)
if (!existsSync(main)) {
  console.error('Nunchi is not built yet. In its folder, run "npm start" once, or "npm ci && npm run build".')
  process.exit(1)
}
await import(main.href)
