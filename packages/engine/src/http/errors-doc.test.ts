import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { warnings } from '../app/collect/notes.ts'
import { rejections } from '../app/collect/rejection.ts'
import { faults } from '../app/import/faults.ts'
import { priceFaults } from '../app/prices/price-faults.ts'
import { eventSentences, fileSentences, messageSentences, rowSentences } from '../app/said.ts'
import { limits } from '../domain/limits.ts'
import { refusals } from '../domain/refusal.ts'
import { settingsOf } from './options.ts'
import { routes } from './routes.ts'

const docs = new URL('../../../../docs/', import.meta.url)
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\{(\w+)\}/g, '`$1`')

function errorsDoc(): string {
  const refused = Object.entries(refusals).map(([code, { status, says }]) => `| ${code} | ${status} | ${cell(says)} |`)
  const rejected = Object.entries(rejections).map(([code, remedy]) => `| ${code} | ${cell(remedy)} |`)
  const faulty = Object.entries(faults).map(([code, says]) => `| ${code} | ${cell(says)} |`)
  const priced = Object.entries(priceFaults).map(
    ([code, { reason, remedy }]) => `| ${code} | ${cell(`${reason}; ${remedy}`)} |`,
  )
  const warned = Object.entries(warnings).map(([code, remedy]) => `| ${code} | ${cell(remedy)} |`)
  const told = { event: eventSentences, row: rowSentences, file: fileSentences, message: messageSentences }
  const said = Object.entries(told).flatMap(([of, forms]) => forms.map((form) => `| ${of} | ${cell(form)} |`))
  return `# Errors

Generated from \`domain/refusal.ts\`, \`app/collect/rejection.ts\`, \`app/collect/notes.ts\`, \`app/import/faults.ts\`,
\`app/prices/price-faults.ts\` and \`app/said.ts\`: change it there, then run
\`UPDATE_DOCS=1 npx vitest run packages/engine/src/http/errors-doc.test.ts\`.

Every answer that is not a success has one shape:
\`{"error": {"code", "message", "details"?, "field"?, "remedy"?, "requestId"}}\`. \`details\` holds what the message
names, by the names below, to say it in another language. With status 429 and most 503 comes \`Retry-After\`
in seconds. \`requestId\` names the request in the server's log.

## Refusals

| code | status | what it says |
|---|---|---|
${refused.join('\n')}

## Rejected events

One event of a batch, in \`rejected\` of the answer; the rest of the batch is kept.

| code | what to do |
|---|---|
${rejected.join('\n')}

## Rejected rows of files

Beside the codes of rejected events; the row's own reason and remedy stand in the file of rejected rows.

| code | what it means |
|---|---|
${faulty.join('\n')}

## Prices that were not applied

One price of a batch, in \`troubles\` of the answer, or in the file of rejected rows; the others are applied.

| code | what it means, and what to do |
|---|---|
${priced.join('\n')}

## Warnings

Events that were taken, but not with all they said; in \`warnings\` of the answer.

| code | what to do |
|---|---|
${warned.join('\n')}

## Reasons

What \`reason\` says beyond the code: of events, and of rows of files (the notes on an import among them); and the \`reason\`
or \`what\` in the details of a refused file, unless the system said it in its own words. Of messages, why one did not arrive.

| of | what it says |
|---|---|
${said.join('\n')}
`
}

test('docs/errors.md lists every refusal, rejection, fault and warning', () => {
  const file = new URL('errors.md', docs)
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, errorsDoc())
  expect(readFileSync(file, 'utf8')).toBe(errorsDoc())
})

test('the tables are sorted by code', () => {
  for (const codes of [refusals, rejections, faults, priceFaults, warnings].map(Object.keys))
    expect(codes).toEqual([...codes].sort())
})

test('docs/api.md names every call', () => {
  const text = readFileSync(new URL('api.md', docs), 'utf8')
  for (const { method, path } of routes)
    expect(text).toMatch(new RegExp(`${method}\\b[^\\n]*${path.replaceAll('/', '\\/')}\\b`))
})

test('docs/api.md states the limits that hold', () => {
  const text = readFileSync(new URL('api.md', docs), 'utf8')
  const { newShoppersPerDayMax, newProductsPerDayMax, newTagsPerDayMax, hiddenMax, eventsPerBatchMax } = limits
  const counts = [newShoppersPerDayMax, newProductsPerDayMax, newTagsPerDayMax, hiddenMax, eventsPerBatchMax]
  const { ratePerSecond, keylessPerSecond, waitingMax } = settingsOf({})
  for (const count of [...counts, ratePerSecond, keylessPerSecond, waitingMax, limits.linesPerOrderMax])
    expect(text).toContain(count.toLocaleString('en-US'))
  for (const bytes of [limits.keylessBytesMax, limits.askBytesMax, limits.eventBytesMax])
    expect(text).toContain(`${bytes / 1024} KB`)
})
