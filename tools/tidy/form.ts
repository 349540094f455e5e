import ts from 'typescript'
import { isTest, lineOf, type Parsed, type Violation, visit } from './source.ts'

const functionLinesMax = 70
const fileLinesMax = 400

/** Checks one file's sizes, exports, docstrings and leftovers. */
export function checkForm(source: Parsed): Violation[] {
  return [...tooLong(source), ...defaultExports(source), ...leftovers(source), ...undocumented(source)]
}

function tooLong(source: Parsed): Violation[] {
  const { ast, path, text } = source
  const found: Violation[] = []
  const { line: end, character } = ast.getLineAndCharacterOfPosition(text.length)
  const lines = character === 0 ? end : end + 1
  if (lines <= functionLinesMax) return found
  if (lines > fileLinesMax && !/generated/i.test(text.slice(0, text.indexOf('\n')))) {
    const reason = `${lines} lines; at most ${fileLinesMax}`
    found.push({ path, line: 1, rule: 'file-size', reason, remedy: 'split it by what changes together' })
  }
  visit(ast, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return
    const line = lineOf(ast, node)
    const length = ast.getLineAndCharacterOfPosition(node.end).line + 2 - line
    if (length <= functionLinesMax || (isTest(path) && onlyGroupsTests(node, ast))) return
    const reason = `a function of ${length} lines; at most ${functionLinesMax}`
    found.push({ path, line, rule: 'function-size', reason, remedy: 'name its steps as functions of their own' })
  })
  return found
}

/** A describe block or a contract: as long as its tests are many. */
function onlyGroupsTests(node: ts.Node, ast: ts.SourceFile): boolean {
  let holdsTests = false
  visit(node, (below) => {
    if (!ts.isCallExpression(below)) return
    const name = /^\w+/.exec(below.expression.getText(ast))?.[0] ?? ''
    holdsTests ||= ['test', 'it', 'describe'].includes(name)
  })
  return holdsTests
}

function defaultExports({ ast, path }: Parsed): Violation[] {
  if (/\.config\.ts$/.test(path) || path === 'tools/lib/counting-reporter.ts') return [] // their tools ask for one
  const found: Violation[] = []
  for (const statement of ast.statements) {
    const named =
      ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
    const asDefault =
      (ts.isExportAssignment(statement) && !statement.isExportEquals) ||
      hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ||
      (named && statement.exportClause.elements.some((element) => element.name.text === 'default'))
    if (!asDefault) continue
    const line = lineOf(ast, statement)
    const remedy = 'export it by its name, so that it has one name everywhere'
    found.push({ path, line, rule: 'default-export', reason: 'a default export', remedy })
  }
  return found
}

const leftover = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`)

function leftovers({ path, text }: Parsed): Violation[] {
  if (!leftover.test(text)) return []
  return text.split('\n').flatMap((content, index) => {
    const word = leftover.exec(content)?.[0]
    const remedy = 'finish it, or say in a sentence why it is absent'
    return word ? [{ path, line: index + 1, rule: 'leftover', reason: `a ${word}`, remedy }] : []
  })
}

function undocumented({ ast, path }: Parsed): Violation[] {
  if (isTest(path) || path.endsWith('.mjs')) return []
  return ast.statements.flatMap((statement) => {
    const name = hasModifier(statement, ts.SyntaxKind.ExportKeyword) ? callableName(statement, ast) : undefined
    if (name === undefined || hasDocstring(statement, ast)) return []
    const remedy = 'say what it is for, and its units, cost and errors where they are not plain'
    return [{ path, line: lineOf(ast, statement), rule: 'docstring', reason: `${name} has no docstring`, remedy }]
  })
}

/** The name of what a statement declares, when it is a function or a class. */
function callableName(statement: ts.Statement, ast: ts.SourceFile): string | undefined {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name?.text
  if (!ts.isVariableStatement(statement)) return undefined
  const made = statement.declarationList.declarations.find(
    ({ initializer }) => initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
  )
  return made?.name.getText(ast)
}

function hasDocstring(statement: ts.Statement, ast: ts.SourceFile): boolean {
  const comments = ts.getLeadingCommentRanges(ast.text, statement.getFullStart()) ?? []
  return comments.some(({ pos }) => ast.text.startsWith('/**', pos))
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === kind)
}
