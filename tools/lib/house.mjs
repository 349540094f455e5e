// What the start, test and bench scripts share. Plain Node with no dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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
 * Compiles one project and those it refers to, unless no source is newer than the last build.
 * Ends the process when there are type errors.
 *
 * @param {string} project folder of the project: 'packages/engine'
 * @param {string} entry   compiled file that must exist afterwards, relative to the project
 */
export function buildIfNeeded(project, entry) {
  const stamp = join(root, project, 'dist', '.built')
  const began = new Date()
  if (existsSync(join(root, project, entry)) && existsSync(stamp) && newestSource() <= statSync(stamp).mtimeMs) return
  console.log('Building.')
  run(process.execPath, [bin('typescript', 'bin/tsc'), '-b', project], 'The build failed; the lines above say why.')
  writeFileSync(stamp, '')
  utimesSync(stamp, began, began) // what was edited while it was building is newer than the stamp
}

/** Modification time in ms of the newest source file or folder (a folder changes when a file in it is removed). */
function newestSource() {
  const projects = [...readdirSync(join(root, 'packages')).map((name) => join('packages', name)), 'bench']
  let newest = statSync(join(root, 'tsconfig.base.json')).mtimeMs
  const visit = (/** @type {string} */ path) => {
    const stat = statSync(path)
    newest = Math.max(newest, stat.mtimeMs)
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name))
  }
  for (const project of projects)
    for (const part of ['src', 'tsconfig.json', 'package.json']) {
      const path = join(root, project, part)
      if (existsSync(path)) visit(path)
    }
  return newest
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
