import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 4096, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/v1': 'http://localhost:4747', '/demo': 'http://localhost:4747' } },
})
