import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll } from 'vitest'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const remedy = 'Install Chromium or Chrome (apt-get install chromium), or name one: NUNCHI_CHROMIUM=/path/to/chrome'

/** One real Chromium for the tests of a file; it is closed after them. */
export function openBrowser(): () => Promise<Browser> {
  let opened: Promise<Browser> | undefined
  afterAll(async () => {
    await (await opened)?.close()
  })
  return () => {
    opened ??= chromium.launch({ executablePath: findOrInstall(), args: ['--no-sandbox', '--disable-gpu'] })
    return opened
  }
}

/** NUNCHI_CHROMIUM, what the machine has, or what can be installed here. */
function findOrInstall(): string {
  const found = find() ?? (install() ? find() : undefined)
  if (found === undefined) throw new Error(`There is no Chromium here and none could be installed. ${remedy}`)
  return found
}

function find(): string | undefined {
  const named = process.env.NUNCHI_CHROMIUM
  if (named) {
    if (canRun(named)) return named
    throw new Error(`NUNCHI_CHROMIUM names ${named}, which cannot be run. ${remedy}`)
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)))
  return [...onPath, ...places, chromium.executablePath()].find(canRun)
}

/** As root of a Debian: its package. Anywhere: the build that the library's own installer fetches. */
function install(): boolean {
  console.log('No Chromium was found: installing one for the tests of the pages.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (command: string, args: readonly string[]) =>
    spawnSync(command, args, { stdio: 'ignore', timeout: 240_000, env }).status === 0
  const packages = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']
  if (
    process.getuid?.() === 0 &&
    (run('apt-get', packages) || (run('apt-get', ['update', '-qq']) && run('apt-get', packages)))
  )
    return true
  return run(process.execPath, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
