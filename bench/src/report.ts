import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { BenchResult, BenchRow } from './bench.ts'

/** What a figure means nothing without: where, from which code and when it was measured. */
export type Circumstances = {
  readonly bench: string
  /** Short hash; '-dirty' when the tree held changes; 'unknown' outside a git checkout. */
  readonly commit: string
  readonly machine: string
  readonly node: string
  readonly at: string
}

/** Looks at the machine and the checkout. */
export function circumstances(bench: string): Circumstances {
  const at = new Date().toISOString()
  return { bench, commit: commit(), machine: machine(), node: process.versions.node, at }
}

/** The result as one JSON object on one line. */
export function asJson(where: Circumstances, result: BenchResult): string {
  return JSON.stringify({ ...where, rows: result.rows })
}

/** The result for people: a table, the notes, and what was measured on. */
export function asText(where: Circumstances, result: BenchResult): string {
  const header = ['set', 'variant', 'metric', 'value', 'unit']
  const table = [header, ...result.rows.map(cells)]
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column].length)))
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 3 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd(),
  )
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '))
  const foot = `${where.bench}, commit ${where.commit}, Node ${where.node}, ${where.machine}, ${where.at}`
  return [...lines, '', ...(result.notes ?? []), foot].join('\n')
}

/** A figure as people read it: whole numbers in full, others to 4 significant digits. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(4)))
}

function cells(row: BenchRow): string[] {
  return [row.set, row.variant, row.metric, figure(row.value), row.unit]
}

function machine(): string {
  const processors = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores, ${gigabytes} GB`
}

function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '-dirty'}`
  } catch {
    return 'unknown'
  }
}
