import { posix } from 'node:path'
import ts from 'typescript'

/** One broken rule, with what to do about it. */
export type Violation = {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly rule: string
  readonly reason: string
  readonly remedy: string
}

export type Import = {
  /** As written: '../events/event.ts', 'node:fs', '@nunchi/kernel'. */
  readonly specifier: string
  readonly line: number
  /** Nothing of it is there at run time. */
  readonly typeOnly: boolean
}

/** What the checks of all files together know of one. */
export type Source = {
  /** From the repository's root, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
  /** The files that it names, and patterns of such. */
  readonly mentions: Mentions
}

/** Files named in imports, in strings such as new URL('./writer.ts', import.meta.url), and by patterns such as `./${name}.js`. */
export type Mentions = { readonly paths: ReadonlySet<string>; readonly patterns: readonly RegExp[] }

/** One source file, parsed but not type-checked. Nodes know no parents: of two thousand files that alone costs a second. */
export type Parsed = Source & { readonly ast: ts.SourceFile }

const options = { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }

/** Parses one file. Whoever parses many lets go of each before the next: to keep all takes twice the time. */
export function parse(path: string, text: string): Parsed {
  const ast = ts.createSourceFile(path, text, options)
  const imports: Import[] = []
  const paths = new Set<string>()
  const patterns: RegExp[] = []
  visit(ast, (node) => {
    const specifier = specifierOf(node)
    if (specifier) imports.push({ specifier: specifier.text, line: lineOf(ast, specifier), typeOnly: isTypeOnly(node) })
    if (ts.isStringLiteralLike(node) && isRelative(node.text)) {
      const named = resolveRelative(path, node.text)
      for (const spelling of [named, named.replace(/\.js$/, '.ts'), named.replace(/\.jsx?$/, '.tsx')])
        paths.add(spelling)
    }
    if (ts.isTemplateExpression(node) && isRelative(node.head.text)) patterns.push(patternOf(node, path))
  })
  return { path, text, ast, imports, mentions: { paths, patterns } }
}

/** Calls `see` for the node and everything below it, each with what it stands in. */
export function visit(node: ts.Node, see: (node: ts.Node, parent: ts.Node) => void, parent: ts.Node = node): void {
  see(node, parent)
  ts.forEachChild(node, (child) => visit(child, see, node))
}

/** The line on which a node begins, from 1, its docstring not counted. */
export function lineOf(ast: ts.SourceFile, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1
}

/** Tests and what only tests use: they may reach across layers and are no part of the product. */
export function isTest(path: string): boolean {
  return /(\.test|\.contract)\.tsx?$/.test(path) || posix.basename(path).startsWith('testing-')
}

/** The path that a relative specifier means; a compiled file means the source it is compiled from. */
export function resolveRelative(from: string, specifier: string): string {
  return posix
    .join(posix.dirname(from), specifier)
    .replace(/(^|\/)dist\//, '$1src/')
    .replace(/(?<=\/src\/.*)\.js$/, '.ts')
}

function isRelative(text: string): boolean {
  return /^\.\.?\//.test(text)
}

/** What is filled in stands for a part of a name, or for an extension; never for folders. */
function patternOf(node: ts.TemplateExpression, from: string): RegExp {
  const hole = '\u0000'
  const template = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(hole)
  const path = resolveRelative(from, template).replace(/\.js$/, '.ts')
  const escaped = path.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll(hole, '[^/]*')}$`)
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  if (node.kind === ts.SyntaxKind.Identifier) return undefined // what most nodes are
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
    return ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier : undefined
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
    return node.argument.literal
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [first] = node.arguments
    return first && ts.isStringLiteralLike(first) ? first : undefined
  }
  return undefined
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || onlyTypes(node.exportClause)
  if (!ts.isImportDeclaration(node)) return false
  const clause = node.importClause
  return clause !== undefined && (clause.isTypeOnly || (!clause.name && onlyTypes(clause.namedBindings)))
}

function onlyTypes(names: ts.NamedExportBindings | ts.NamedImportBindings | undefined): boolean {
  if (!names || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly)
}
