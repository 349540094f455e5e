import ts from 'typescript'
import { zoneOf } from './imports.ts'
import { isTest, lineOf, type Parsed, type Violation, visit } from './source.ts'

/** Folders whose code depends on its arguments alone, so that serving, replaying and training cannot differ. */
export const pureZones: readonly string[] = ['kernel', 'domain', 'events', 'state', 'decide']

/** Global name -> what to do instead. */
const globals: Readonly<Record<string, string>> = {
  console: 'return what is worth knowing; app and cli write it out',
  crypto: 'take ids and random numbers as arguments',
  fetch: 'take the data as an argument',
  performance: 'count steps instead of time, or take the moment as an argument',
  process: 'take the setting as an argument',
  Promise: 'keep it synchronous; app awaits',
  queueMicrotask: 'keep it synchronous; app schedules',
  require: 'use import',
  setImmediate: 'keep it synchronous; app schedules',
  setInterval: 'keep it synchronous; app schedules',
  setTimeout: 'keep it synchronous; app schedules',
}

/** Checks that one file of a pure folder has no clock, randomness, waiting or input and output. */
export function checkBanned(source: Parsed): Violation[] {
  const zone = zoneOf(source.path)
  if (zone === undefined || !pureZones.includes(zone) || isTest(source.path)) return []
  const own = declaredNames(source.ast)
  const found: Violation[] = []
  visit(source.ast, (node, parent) => {
    const banned = bannedAt(node, parent, own)
    if (!banned) return
    const { what, remedy } = banned
    const line = lineOf(source.ast, node)
    found.push({ path: source.path, line, rule: 'pure', reason: `${zone} is pure and uses ${what}`, remedy })
  })
  return found
}

function bannedAt(
  node: ts.Node,
  parent: ts.Node,
  own: ReadonlySet<string>,
): { what: string; remedy: string } | undefined {
  const now = 'take the moment as an argument'
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const name = `${node.expression.text}.${node.name.text}`
    if (name === 'Date.now') return { what: name, remedy: now }
    if (name === 'Math.random') return { what: name, remedy: 'take a seeded generator as an argument' }
  }
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0)
    return { what: 'new Date()', remedy: now }
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return { what: 'Date()', remedy: now }
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier))
    return { what: 'await', remedy: 'keep it synchronous; app awaits' }
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return { what: 'async', remedy: 'keep it synchronous; app awaits' }
  if (ts.isIdentifier(node) && Object.hasOwn(globals, node.text) && !own.has(node.text) && isReference(node, parent))
    return { what: node.text, remedy: globals[node.text] }
  return undefined
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

/** Whether an identifier stands for a variable or a type, not for the name of a property. */
function isReference(node: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return !(
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isAccessor(parent)
  )
}

/** Every name the file itself declares: a variable called `process` is not the global one. */
function declaredNames(ast: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>()
  visit(ast, (node) => {
    const named =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isBindingElement(node) ||
      ts.isImportSpecifier(node)
    if (named && node.name && ts.isIdentifier(node.name)) names.add(node.name.text)
  })
  return names
}
