import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publicUrlOption, senderOption, smtpOption } from './notifier-options.ts'
import { addNotifierOptions, notifierSettings, openNotifiers } from './notifiers.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-notifiers-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test.each([
  [
    smtpOption,
    [
      '',
      'mail.example',
      'http://mail.example',
      'smtp://',
      'smtp://mail.example/box',
      'smtp://:pw@mail.example',
      'smtp://m?pool=1',
    ],
  ],
  [senderOption, ['', 'shop', 'Shop alerts@shop.example', '<>', 'a@b.example, c@d.example', 'Shop\n<a@b.example>']],
  [
    publicUrlOption,
    [
      '',
      'shop.example',
      'http://shop.example',
      'ftp://shop.example',
      'https://a:b@shop.example',
      'https://shop.example/?x',
    ],
  ],
] as const)('%o refuses what it cannot mean', (read, texts) => {
  for (const text of texts) expect(() => read(text), text).toThrow(InvalidArgumentError)
})

test('what is said is understood', () => {
  expect(smtpOption('smtp://mail.example')).toEqual({ host: 'mail.example', port: 587, isSecure: false })
  expect(smtpOption('smtps://kim%40shop.example:100%25@[::1]/')).toEqual({
    host: '::1',
    port: 465,
    isSecure: true,
    user: 'kim@shop.example',
    password: '100%',
  })
  expect(smtpOption('smtp://kim:pw@10.0.0.1:2525')).toMatchObject({ port: 2525, user: 'kim', password: 'pw' })
  expect(senderOption('alerts@shop.example')).toEqual({ name: '', address: 'alerts@shop.example' })
  expect(senderOption('"눈치 상점" <alerts@shop.example>')).toEqual({
    name: '눈치 상점',
    address: 'alerts@shop.example',
  })
  expect(publicUrlOption('https://shop.example/store/')).toBe('https://shop.example/store')
  expect(publicUrlOption('http://localhost:4747')).toBe('http://localhost:4747')
})

test('settings that need another are refused without it, and a mail server may come from the environment', () => {
  const flags = (...args: string[]) => {
    const command = addNotifierOptions(new Command('serve').exitOverride())
    return command.parse(args, { from: 'user' }).opts()
  }
  const [smtp, from, url] = [
    ['--smtp', 'smtp://m.example'],
    ['--mail-from', 'a@b.example'],
    ['--public-url', 'https://b.example'],
  ]
  for (const [args, missing] of [
    [[smtp, url], '--mail-from'],
    [[from, url], '--smtp'],
    [[smtp, from], '--public-url'],
  ] as const)
    expect(() => notifierSettings(flags(...args.flat()))).toThrow(`needs ${missing}`)
  for (const args of [[], [url], [smtp, from, url]] as const) notifierSettings(flags(...args.flat()))
  process.env.NUNCHI_SMTP = 'smtp://kim:secret@m.example'
  try {
    const smtp = { host: 'm.example', user: 'kim', password: 'secret' }
    expect(notifierSettings(flags(...from, ...url)).smtp).toMatchObject(smtp)
    process.env.NUNCHI_SMTP = 'http://kim:secret@m.example'
    expect(() => notifierSettings(flags(...from, ...url))).toThrow(/^write --smtp/) // and shows no password
  } finally {
    delete process.env.NUNCHI_SMTP
  }
})

test('there are as many channels as were set up, and the keys for push are made once and kept from others', async () => {
  const bare = await openNotifiers(dir, {})
  expect([bare.kinds, bare.pushKey]).toEqual([['webhook'], undefined])
  const flags = {
    publicUrl: 'https://shop.example',
    smtp: smtpOption('smtp://m.example'),
    mailFrom: senderOption('a@b.example'),
  }
  const all = await openNotifiers(dir, flags)
  expect(all.kinds).toEqual(['web-push', 'email', 'webhook'])
  const file = join(dir, 'vapid-keys')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain(`public ${all.pushKey}\n`)
  const again = await openNotifiers(dir, flags)
  expect(again.pushKey).toBe(all.pushKey)
  for (const one of [bare, all, again]) await one.close()
  writeFileSync(file, readFileSync(file, 'utf8').replace('private ', 'private x'))
  await expect(openNotifiers(dir, flags)).rejects.toMatchObject({ code: 'DATA_DAMAGED' })
})
