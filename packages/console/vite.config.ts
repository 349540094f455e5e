import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const base = '/console/'
const worker = 'round-worker'
const pathOf = (address: string) => fileURLToPath(new URL(address, import.meta.url))
const page = pathOf('./index.html')

/** Tells the service worker of the driver's page which files that page is made of, and names the build after them. */
function roundFiles(): Plugin {
  return {
    name: 'nunchi:round-files',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? [one] : []))
      const [entry, round, own] = [
        chunks.find(({ isEntry, name }) => isEntry && name === 'index'),
        chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/round/round.tsx')),
        chunks.find(({ name }) => name === worker),
      ]
      if (!entry || !round || !own || own.imports.length > 0)
        return this.error('The driver’s page, or its service worker, is not built as a file of its own.')
      const files = new Set<string>()
      const take = (fileName: string): void => {
        const chunk = chunks.find((one) => one.fileName === fileName)
        if (files.has(fileName) || !chunk) return
        for (const name of [fileName, ...(chunk.viteMetadata?.importedCss ?? [])]) files.add(name)
        for (const name of chunk.imports) take(name)
      }
      take(entry.fileName)
      take(round.fileName)
      const paths = [...files].map((name) => base + name).join('|')
      const html = readFileSync(page)
      const version = createHash('sha256').update(paths).update(own.code).update(html).digest('hex').slice(0, 16)
      own.code = own.code.replace('%ROUND_VERSION%', version).replace('%ROUND_FILES%', paths)
    },
  }
}

export default defineConfig({
  base,
  plugins: [react(), roundFiles()],
  resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 4096,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: { index: page, [worker]: pathOf('./src/round-worker/round-worker.ts') },
      // A service worker is found again under the same name.
      output: { entryFileNames: ({ name }) => (name === worker ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/v1': 'http://localhost:4747', '/demo': 'http://localhost:4747' } },
})
