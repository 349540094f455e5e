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

/** One source file, parsed but not type-checked. */
export type Source = {
  /** From the repository's root, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly ast: ts.SourceFile
  readonly imports: readonly Import[]
}

/** Parses one file. */
export function parse(path: string, text: string): Source {
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
  const imports: Import[] = []
  visit(ast, (node) => {
    const specifier = specifierOf(node)
    if (specifier) imports.push({ specifier: specifier.text, line: lineOf(ast, specifier), typeOnly: isTypeOnly(node) })
  })
  return { path, text, ast, imports }
}

/** Calls `see` for the node and everything below it. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, (child) => visit(child, see))
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

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
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
