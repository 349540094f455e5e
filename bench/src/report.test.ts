import { expect, test } from 'vitest'
import { asJson, asText, circumstances, figure } from './report.ts'

const where = { bench: 'home', commit: 'abc', machine: 'a machine', node: '20.20.2', at: '2024-05-17T00:00:00.000Z' }
const rows = [
  { set: 'all', variant: 'individual', metric: 'HR@20', value: 0.8123456, unit: '' },
  { set: 'all', variant: 'batches of 100', metric: 'events/s', value: 30_123.4, unit: 'events/s' },
]

test('the table lines its columns up and names where it was measured', () => {
  expect(asText(where, { rows, notes: ['One note.'] }).split('\n')).toEqual([
    'set  variant         metric     value  unit',
    '---  --------------  --------  ------  --------',
    'all  individual      HR@20     0.8123',
    'all  batches of 100  events/s  30,123  events/s',
    '',
    'One note.',
    'home, commit abc, Node 20.20.2, a machine, 2024-05-17T00:00:00.000Z',
  ])
})

test('the JSON is one line that gives every row unrounded', () => {
  const line = asJson(where, { rows })
  expect(line).not.toContain('\n')
  expect(JSON.parse(line)).toEqual({ ...where, rows })
})

test('figures keep four significant digits, or all of a whole number', () => {
  expect([0.058123, 2, 1234.5, 1_000_000, 0, 12.3456, Number.NaN].map(figure)).toEqual([
    '0.05812',
    '2',
    '1,235',
    '1,000,000',
    '0',
    '12.35',
    'NaN',
  ])
})

test('the circumstances name a commit and a machine', () => {
  const { commit, machine, node } = circumstances('home')
  expect(commit).toMatch(/^([0-9a-f]{12}(-dirty)?|unknown)$/)
  expect(machine).toMatch(/, \d+ cores, \d+ GB$/)
  expect(node).toBe(process.versions.node)
})
