import { expect, test } from 'vitest'
import { simulateCommand } from './simulate.ts'
import { start } from './testing-command.ts'

async function run(...args: string[]) {
  const running = start(['simulate', '--size', 'tiny', '--days', '8', '--warm-up', '7', ...args])
  const code = await running.ended
  return { code, out: running.out, err: running.err }
}

test('policies are compared side by side, labelled as synthetic, the same for the same seed', async () => {
  const [one, other] = await Promise.all([run('--seed', '2', '--json'), run('--seed', '2', '--json')])
  expect(one.code).toBe(0)
  const [first, second] = [one, other].map(({ out }) => JSON.parse(out))
  expect({ ...first, seconds: 0 }).toEqual({ ...second, seconds: 0 })
  expect(first).toMatchObject({ data: 'synthetic', seed: 2, size: 'tiny', days: 8, warmUpDays: 7 })
  expect(first.rows).toHaveLength(12)
})

test('a policy can be run alone, as a table', async () => {
  const { code, out } = await run('--policy', 'cluster')
  expect(code).toBe(0)
  expect(out).toMatch(/Synthetic/)
  expect(out).toMatch(/conversion +\d\.\d+ ±/)
  expect(out).not.toMatch(/popular|lift/)
})

test('the audit ends with 0 when shop and books agree', async () => {
  const { code, out } = await run('--audit', '--seed', '2')
  expect(out).toMatch(/agree/)
  expect(code).toBe(0)
})

test('Ctrl-C cancels it', async () => {
  const running = start(['simulate', '--size', 'town', '--days', '300'])
  await running.says(/of 314 days/)
  running.child.kill('SIGINT')
  expect(await running.ended).toBe(130)
  expect(running.err).toMatch(/Cancelled/)
})

test.each([
  ['--policy', 'best'],
  ['--policy', 'cluster,cluster'],
  ['--days', '0'],
  ['--size', 'city'],
  ['--seed', 'x'],
])('%s %s is refused before anything is simulated', async (...args) => {
  const quiet = simulateCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  await expect(quiet.parseAsync(args, { from: 'user' })).rejects.toMatchObject({ code: 'commander.invalidArgument' })
})
