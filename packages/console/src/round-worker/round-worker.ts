import { dropOlder, fileAnswer, keepFiles, pageAnswer } from './kept-files.ts'

/**
 * The service worker of the driver's page: it keeps the files of a build, so that the page opens without a network. Calls of the API pass it
 * by: no answer and no key is in its caches.
 */
type Waiting = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void }
type Worker = typeof globalThis & { skipWaiting(): Promise<void>; readonly clients: { claim(): Promise<void> } }

const worker = globalThis as Worker
/** Written in here when it is built: see vite.config.ts. */
const build = { version: '%ROUND_VERSION%', files: '%ROUND_FILES%'.split('|') }
const parts = { caches, fetch, build }

worker.addEventListener('install', (event) => {
  ;(event as Waiting).waitUntil(keepFiles(parts).then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  ;(event as Waiting).waitUntil(dropOlder(parts).then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const asked = event as Fetching
  const { request } = asked
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate') asked.respondWith(pageAnswer(request, parts))
  else if (pathname.startsWith('/console/assets/')) asked.respondWith(fileAnswer(request, parts))
})
