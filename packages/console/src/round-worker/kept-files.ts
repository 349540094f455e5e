/** One build of the pages: the files that the driver's page is made of, as absolute paths, and a name that changes with them. */
export type Build = {
  readonly version: string
  /** The script that the page begins with comes first. */
  readonly files: readonly string[]
}
type Parts = { readonly caches: CacheStorage; readonly fetch: typeof fetch; readonly build: Build }

/** Under this the page itself is kept: its own address may have had a key in it. */
const page = '/console/'
/** So long a page may take to come from the server where there is one on the phone. */
const patienceMs = 3_000
const prefix = 'nunchi-round-'

/** Keeps all files of a build. @throws where one cannot be had, or the page is not of this build, as while one is put in place: it is tried again */
export async function keepFiles({ caches, fetch: ask, build: { version, files } }: Parts): Promise<void> {
  const html = await ask(page, { cache: 'reload', headers: { accept: 'text/html' } })
  const text = await html.clone().text()
  if (!html.ok || !text.includes(files[0]!)) throw new Error(`The page is not of build ${version}.`)
  const cache = await caches.open(prefix + version)
  await cache.addAll([...files])
  await cache.put(page, html)
}

/** Lets go of older builds but the last, which a page may be open with. */
export async function dropOlder({ caches, build: { version } }: Parts): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + version)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}

/** A file that a build made: its name says what is in it, so that the phone's copy is as good. */
export async function fileAnswer(request: Request, { caches, fetch: ask }: Parts): Promise<Response> {
  return (await caches.match(request)) ?? ask(request)
}

/** The page comes from the server, so that a new build is seen with the next look; where that takes too long, or fails, from the phone. */
export async function pageAnswer(request: Request, { caches, fetch: ask, build }: Parts): Promise<Response> {
  const kept = await (await caches.open(prefix + build.version)).match(page)
  if (kept === undefined) return ask(request)
  const late = new Promise<Response>((resolve) => setTimeout(resolve, patienceMs, kept))
  const told = ask(request).then(
    (answer) => (answer.ok ? answer : kept),
    () => kept,
  )
  return Promise.race([told, late])
}
