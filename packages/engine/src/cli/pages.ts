import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PageFolders } from '../http/pages.ts'

/** Finds the built pages: the console, and for a demo the storefront. Says what is missing, and goes on without it. */
export function findPages({ demo }: { readonly demo: boolean }): PageFolders {
  const require = createRequire(import.meta.url)
  const console = built('console', require.resolve('@nunchi/console/package.json'))
  return demo
    ? { console, storefront: built('storefront', require.resolve('@nunchi/storefront/package.json')) }
    : { console }
}

function built(name: string, manifest: string): string | undefined {
  const folder = join(dirname(manifest), 'dist')
  if (existsSync(join(folder, 'index.html'))) return folder
  globalThis.console.log(`The ${name} is not built, so it is not served: \`npm run build\` builds it.`)
  return undefined
}
