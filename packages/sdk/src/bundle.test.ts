import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** What a shop's page would load, and what it was made of. */
async function bundled(contents: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    external: ['react'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const { text } = outputFiles[0]!
  const { inputs, imports } = Object.values(metafile.outputs)[0]!
  const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  return {
    gzipBytes: gzipSync(text).length,
    files: used.map(([path]) => path),
    outside: imports.map(({ path }) => path),
    text,
  }
}

test('the collector is below 6 KB, and nothing but the collector', async () => {
  const { gzipBytes, files, outside, text } = await bundled(
    `import { Collector } from '@nunchi/sdk'; globalThis.nunchi = new Collector({ url: '', key: '' })`,
  )
  expect(gzipBytes).toBeLessThan(6_000)
  expect(files.filter((path) => !path.startsWith('src/collector/') && path !== '<stdin>')).toEqual([])
  expect(outside).toEqual([])
  expect(text).not.toMatch(/react|typebox|\/v1\/home/)
})

test("a page's client carries none of the merchant's calls, and the whole client no collector", async () => {
  const page = await bundled(`import { createShopperClient } from '@nunchi/sdk'; console.log(createShopperClient)`)
  expect(page.files.map((path) => path.split('/').at(-1))).not.toContain('merchant-calls.ts')
  expect(page.gzipBytes).toBeLessThan(3.25 * 1024)
  const whole = await bundled(`import { createClient } from '@nunchi/sdk'; console.log(createClient)`)
  expect(whole.files.some((path) => path.includes('collector'))).toBe(false)
  expect([...page.outside, ...whole.outside]).toEqual([])
})

test('the hooks need react and nothing else', async () => {
  const { outside } = await bundled(`export * from '@nunchi/sdk/react'`)
  expect([...new Set(outside)]).toEqual(['react'])
})

test('an import that is not used leaves nothing behind', async () => {
  expect((await bundled(`import '@nunchi/sdk'; import '@nunchi/sdk/react'`)).text.trim()).toBe('')
})
