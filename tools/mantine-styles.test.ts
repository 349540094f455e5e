import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { namesImported, neededStyles } from './mantine/testing-needed-styles.ts'
import { repositoryFiles, repositoryRoot } from './tidy.ts'

const mantine = (name: string) => join(repositoryRoot, 'node_modules/@mantine', name)

/** What the pages and the notifications that stand on them take of Mantine. */
function namesUsed(): Set<string> {
  const pages = Object.entries(repositoryFiles(repositoryRoot))
    .filter(([path]) => /^packages\/(ui|storefront|console)\/src\//.test(path))
    .map(([, text]) => text)
  const esm = join(mantine('notifications'), 'esm')
  const others = (readdirSync(esm, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.mjs'))
    .map((path) => readFileSync(join(esm, path), 'utf8'))
  return new Set([...pages, ...others].flatMap((text) => namesImported(text, '@mantine/core')))
}

test('the styles of every component of Mantine that is used are loaded, in its order, and of no other', () => {
  const loaded = readFileSync(join(repositoryRoot, 'packages/ui/src/mantine.css'), 'utf8')
  const files = [...loaded.matchAll(/^@import "@mantine\/core\/styles\/([^"]+)";$/gm)].map(([, file]) => file)
  expect(files, 'packages/ui/src/mantine.css: write these imports there').toEqual(
    neededStyles(namesUsed(), mantine('core')),
  )
})

test('a component brings the styles of those that it is made of, a hook none', () => {
  const always = neededStyles(['useMantineTheme'], mantine('core'))
  expect(always).toEqual(['baseline.css', 'default-css-variables.css', 'global.css'])
  const select = neededStyles(['Select'], mantine('core'))
  for (const file of ['Input.css', 'Combobox.css', 'Popover.css', 'ScrollArea.css']) expect(select).toContain(file)
  expect(select).not.toContain('Stepper.css')
})

test('names are read from imports of several lines, and types are none', () => {
  const text = "import {\n  A,\n  type B,\n  C as D,\n} from '@mantine/core'\nimport { E } from 'react'"
  expect(namesImported(text, '@mantine/core')).toEqual(['A', 'C'])
})
