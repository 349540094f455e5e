// What the start, test and bench scripts share. Plain Node with no dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

const oldest = [20, 20]

/** Ends the process, with the reason in words, when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  console.error(
    `Nunchi needs Node ${oldest.join('.')} or newer; this is ${process.versions.node} (${process.execPath}).`,
  )
  console.error('Get a newer one at https://nodejs.org, then run the same command again.')
  process.exit(1)
}

/**
 * Runs `npm ci` when what is installed is not what the lock file says, or was compiled for another version of Node.
 * Ends the process when that fails.
 */
export function installIfNeeded() {
  const reason = whyInstall()
  if (!reason) return
  console.log(
    `Installing dependencies (${reason}). This takes a minute or two: a native module may have to be compiled.`,
  )
  run('npm', ['ci', '--no-audit', '--no-fund'], 'The installation failed; the lines above say why.')
  writeFileSync(abiStamp(), process.versions.modules)
}

/** @returns {string | undefined} why an installation is needed, if it is */
function whyInstall() {
  const installed = join(root, 'node_modules', '.package-lock.json') // npm writes it last: none after an interrupted run
  if (!existsSync(installed)) return 'there are none yet'
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') || entry.link || entry.optional || entry.peer) continue
    if (present[path]?.version !== entry.version) return 'the lock file changed'
  }
  if (existsSync(abiStamp()) && readFileSync(abiStamp(), 'utf8') !== process.versions.modules)
    return 'the version of Node changed'
  return undefined
}

function abiStamp() {
  return join(root, 'node_modules', '.nunchi-node-abi')
}

/**
 * Compiles one project and those it refers to, unless no source of theirs is newer than the last build.
 * Ends the process when there are type errors.
 *
 * @param {string} project folder of the project: 'packages/engine'
 * @param {string} entry   compiled file that must exist afterwards, relative to the project
 */
export function buildIfNeeded(project, entry) {
  unlessBuilt(project, entry, () => {
    console.log('Building.')
    run(process.execPath, [bin('typescript', 'bin/tsc'), '-b', project], 'The build failed; the lines above say why.')
  })
}

/** Builds the pages for people, each unless no source of it is newer than its last build. */
export function buildPagesIfNeeded() {
  for (const project of ['packages/storefront', 'packages/console']) {
    unlessBuilt(project, 'dist/index.html', () => {
      console.log(`Building the ${basename(project)}.`)
      const args = ['build', project, '--logLevel', 'warn']
      run(process.execPath, [bin('vite', 'bin/vite.js'), ...args], 'The build failed; the lines above say why.')
      compress(join(root, project, 'dist'))
    })
  }
}

/**
 * @param {string} project
 * @param {string} entry
 * @param {() => void} build
 */
function unlessBuilt(project, entry, build) {
  const stamp = join(root, project, 'dist', '.built')
  const began = new Date()
  if (existsSync(join(root, project, entry)) && existsSync(stamp) && newestSource(project) <= statSync(stamp).mtimeMs)
    return
  build()
  writeFileSync(stamp, '')
  utimesSync(stamp, began, began) // what was edited while it was building is newer than the stamp
}

/** Modification time in ms of the newest source file or folder (a folder changes when a file in it is removed). */
function newestSource(/** @type {string} */ project) {
  let newest = statSync(join(root, 'tsconfig.base.json')).mtimeMs
  const visit = (/** @type {string} */ path) => {
    const stat = statSync(path)
    newest = Math.max(newest, stat.mtimeMs)
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name))
  }
  for (const one of projectsBelow(project))
    for (const part of ['src', 'tsconfig.json', 'package.json', 'index.html', 'vite.config.ts']) {
      const path = join(root, one, part)
      if (existsSync(path)) visit(path)
    }
  return newest
}

/**
 * A project and those that its tsconfig.json refers to, they to, and so on.
 *
 * @param {string} project
 * @returns {Set<string>}
 */
function projectsBelow(project, found = new Set()) {
  if (found.has(project)) return found
  found.add(project)
  const { references = [] } = JSON.parse(readFileSync(join(root, project, 'tsconfig.json'), 'utf8'))
  for (const { path } of references) projectsBelow(join(project, path), found)
  return found
}

/** Puts a .br and a .gz beside every text of a page, so that the server need not compress what it sends. */
function compress(/** @type {string} */ folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!/\.(html|js|css|svg|json)$/.test(name) || statSync(path).size < 1_000) continue
    const text = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(text))
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
  }
}

/**
 * The script of an installed package.
 *
 * @param {string} name of the package
 * @param {string} path of the script in it
 */
export function bin(name, path) {
  return join(root, 'node_modules', name, path)
}

/**
 * Runs a program to its end with our terminal; ends the process when it fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {string} failed what to say then
 */
function run(command, args, failed) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: command === 'npm' && process.platform === 'win32',
  })
  if (status === 0) return
  console.error(error ? `${failed} (${error.message})` : failed)
  process.exit(1)
}
