import { builtinModules } from 'node:module'
import { type Import, isTest, resolveRelative, type Source, type Violation } from './source.ts'

/**
 * Who may import whom: ARCHITECTURE.md explains it, this table decides. `types` may be imported as types only.
 * `outside` says whether the zone may import what is not ours (packages, node:).
 */
type Zone = { readonly may: readonly string[]; readonly types?: readonly string[]; readonly outside: boolean }

const engine = [
  'domain',
  'events',
  'state',
  'decide',
  'ports',
  'threads',
  'adapters',
  'app',
  'workers',
  'http',
  'sim',
] as const
const all = ['kernel', 'protocol', ...engine] as const

export const zones: Readonly<Record<string, Zone>> = {
  kernel: { may: [], outside: false },
  protocol: { may: [], outside: true },
  domain: { may: [], outside: false },
  events: { may: ['domain'], outside: false },
  state: { may: ['domain', 'events', 'kernel'], outside: false },
  decide: { may: ['domain', 'state', 'kernel'], types: ['events'], outside: false },
  ports: { may: ['domain', 'kernel'], types: ['events'], outside: false },
  // Databases and the loop both start threads, and neither may import the other.
  threads: { may: [], outside: true },
  adapters: { may: ['domain', 'events', 'ports', 'threads', 'kernel'], outside: true },
  app: { may: ['domain', 'events', 'state', 'decide', 'ports', 'threads', 'kernel'], outside: true },
  // Of http, what reads and checks bodies: large ones are read in a thread, in the same words.
  workers: {
    may: ['domain', 'events', 'state', 'decide', 'ports', 'adapters', 'http', 'kernel'],
    types: ['app'],
    outside: true,
  },
  http: { may: ['domain', 'decide', 'app', 'protocol'], types: ['events', 'ports'], outside: true },
  sim: { may: all.filter((zone) => zone !== 'http' && zone !== 'sim'), outside: true },
  cli: { may: [...all, 'console', 'storefront'], outside: true },
  engine: { may: all, outside: false }, // packages/engine/src/index.ts: what the package offers
  sdk: { may: ['protocol'], outside: true },
  ui: { may: ['sdk', 'protocol'], outside: true },
  console: { may: ['sdk', 'protocol', 'ui'], outside: true },
  storefront: { may: ['sdk', 'protocol', 'ui'], outside: true },
  bench: { may: [...all, 'engine', 'sdk'], outside: true },
  examples: { may: ['kernel', 'protocol', 'engine', 'sdk'], outside: true },
  browser: { may: [], outside: true }, // what it tests is built and runs apart
  tools: { may: [], outside: true },
}

/** What siblings share lies in these files, and only these put siblings together. */
const sharedBySiblings = ['packages/engine/src/decide/decision.ts']
const composesSiblings = [
  'packages/engine/src/state/views.ts',
  'packages/engine/src/state/listings.ts',
  'packages/engine/src/state/market.ts',
  'packages/engine/src/state/market-checks.ts',
  'packages/engine/src/state/market-products.ts',
  'packages/engine/src/state/market-votes.ts',
  'packages/engine/src/state/tape.ts',
  // Who waits for which price, and what is to be told of it, follow from one change of price.
  'packages/engine/src/state/watched.ts',
]

/** The zone of a file: a package, a folder of the engine, or a folder of the root; undefined for none of them. */
export function zoneOf(path: string): string | undefined {
  const [top, name, third, fourth, deeper] = path.split('/')
  if (top !== 'packages') return path.includes('/') && top in zones ? top : undefined
  if (name !== 'engine') return name in zones ? name : undefined
  if (third !== 'src') return undefined
  return deeper === undefined ? 'engine' : fourth
}

/** Checks the direction of every import of one file. */
export function checkImports(source: Source): Violation[] {
  const zone = zoneOf(source.path)
  if (zone === undefined) return []
  const known = zones[zone]
  if (!known)
    return [
      violation(source, 1, `folder ${zone} is not in the table`, 'add it in tools/tidy/imports.ts, with a reason'),
    ]
  return source.imports.flatMap((one) => {
    const reason = forbidden(source, zone, known, one)
    return reason ? [violation(source, one.line, reason, remedyFor(reason))] : []
  })
}

function forbidden(source: Source, zone: string, rules: Zone, one: Import): string | undefined {
  const { specifier, typeOnly } = one
  const relative = specifier.startsWith('.')
  if (!relative && !specifier.startsWith('@nunchi/')) {
    if (rules.outside || isTest(source.path)) return undefined
    const kind = builtinModules.includes(specifier.replace(/^node:/, '')) ? 'the platform' : 'a package'
    return `${zone} is pure and imports ${kind}: ${specifier}`
  }
  const target = relative ? resolveRelative(source.path, specifier) : undefined
  const other = target === undefined ? specifier.split('/')[1] : zoneOf(target)
  if (target !== undefined && folderOf(target) !== folderOf(source.path))
    return `${specifier} leaves the package by a relative path`
  if (other === undefined || isTest(source.path)) return undefined
  if (target !== undefined && isTest(target))
    return `a file of the product imports ${specifier}, which is only for tests`
  if (other === zone) return target === undefined ? undefined : siblings(source.path, zone, target)
  if (rules.may.includes(other) || (typeOnly && rules.types?.includes(other))) return undefined
  return rules.types?.includes(other) ? `${zone} may import only types of ${other}` : `${zone} may not import ${other}`
}

/** Two views, or two decisions, do not know each other. */
function siblings(from: string, zone: string, to: string): string | undefined {
  if (zone !== 'state' && zone !== 'decide') return undefined
  if (composesSiblings.includes(from) || sharedBySiblings.includes(to) || unitOf(from) === unitOf(to)) return undefined
  return `${zone}/${unitOf(from)} and ${zone}/${unitOf(to)} are siblings`
}

function unitOf(path: string): string {
  return path.split('/')[4].replace(/(\.test)?\.tsx?$/, '')
}

function folderOf(path: string): string {
  const [top, name] = path.split('/')
  return top === 'packages' ? `${top}/${name}` : top
}

function remedyFor(reason: string): string {
  if (reason.includes('siblings')) return 'move what they share to domain, to kernel or to a query on the view'
  if (reason.includes('relative path')) return "import the package by its name: '@nunchi/...'"
  if (reason.includes('only types')) return 'use `import type`, or take the value as a parameter'
  if (reason.includes('only for tests')) return 'move what is needed out of the test file'
  if (reason.includes('is pure')) return 'hand the value in from app, an adapter or the rim'
  return 'turn the dependency round, or move the shared part one layer down (table in ARCHITECTURE.md)'
}

function violation(source: Source, line: number, reason: string, remedy: string): Violation {
  return { path: source.path, line, rule: 'imports', reason, remedy }
}
