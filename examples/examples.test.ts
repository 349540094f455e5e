import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type InMemory, openInMemory } from '@nunchi/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const identitySecret = 'an identity secret for examples, 32 characters'
let nunchi: InMemory
let url: string
beforeAll(async () => {
  nunchi = await openInMemory({ identitySecret })
  url = await nunchi.server.listen({ port: 0 })
})
afterAll(() => nunchi.close())

/** Runs an example as a process of its own, from source. */
function run(name: string, env: Record<string, string>): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', `${here}${name}`], {
      env: { PATH: process.env.PATH, ...env },
    })
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        out += chunk
      })
    child.on('close', (code) => resolve({ code, out }))
  })
}

test('first-steps.mjs: the home is another one after what it tells', async () => {
  const { code, out } = await run('first-steps.mjs', { NUNCHI_URL: url, NUNCHI_SECRET: nunchi.secret })
  expect(out).toContain('3 taken, 0 rejected')
  const [before, after] = out.split('After / 후') as [string, string]
  expect(after).toContain('무선 이어폰')
  expect(after).not.toBe(before.split('Before / 전')[1])
  expect(code).toBe(0)
})

test('order-from-server.mjs: the order arrives, and the proof opens the answers of its shopper', async () => {
  const { code, out } = await run('order-from-server.mjs', {
    NUNCHI_URL: url,
    NUNCHI_SECRET: nunchi.secret,
    NUNCHI_PUBLISHABLE: nunchi.publishable,
    NUNCHI_IDENTITY_SECRET: identitySecret,
  })
  expect(out).toContain('The order arrived.')
  expect(out).toMatch(/주방 \d/)
  expect(code).toBe(0)
})

test('without keys the examples say which', async () => {
  for (const name of ['first-steps.mjs', 'order-from-server.mjs']) {
    const { code, out } = await run(name, {})
    expect(out).toContain('NUNCHI_SECRET')
    expect(code).not.toBe(0)
  }
})
