import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { slowDown, slowness } from './testing-slowness.ts'

/** So much of the window may move by itself: cumulative layout shift. */
const clsMax = 0.02
/** A step that takes longer hangs, also on a busy machine, and says at what. Whatever is polled for has as long (vitest.config.ts). */
const stepMsMax = slowness === undefined ? 20_000 : 30_000
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = fileURLToPath(new URL('../screenshots', import.meta.url))

/** How a page is looked at. */
export type Look = {
  readonly width: 1280 | 390
  readonly lang: 'ko' | 'en'
  readonly scheme?: 'light' | 'dark'
}

/** A page with what went wrong on it. */
export type Opened = {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts, and messages of errors on the browser's console. */
  readonly errors: string[]
  /** Requests that left for another server. */
  readonly outside: string[]
}

/** The window of a phone or of a desktop, in CSS pixels. */
export function windowOf({ width }: Look): { readonly width: number; readonly height: number } {
  return { width, height: width === 390 ? 844 : 800 }
}

/** A page of a visitor of its own, with storage of its own. Vitals are measured from the start. */
export async function openPage(browser: Browser, address: string, look: Look): Promise<Opened> {
  const { width, lang, scheme = 'light' } = look
  const context = await browser.newContext({
    viewport: windowOf(look),
    locale: lang === 'ko' ? 'ko-KR' : 'en-US',
    timezoneId: 'Asia/Seoul',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    hasTouch: width === 390,
  })
  await context.addInitScript(watchVitals)
  context.setDefaultTimeout(stepMsMax)
  const page = await context.newPage()
  if (slowness !== undefined) await slowDown(context, page, slowness)
  const errors: string[] = []
  const outside: string[] = []
  const { origin } = new URL(address)
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) outside.push(url)
  })
  await page.goto(address)
  return { page, context, errors, outside }
}

export type Vitals = {
  readonly lcpMs: number
  readonly cls: number
  /** What moved, by how much of the window, from where to where. */
  readonly moves: readonly string[]
}

/** Largest contentful paint and cumulative layout shift of the page so far. */
export function vitalsOf(page: Page): Promise<Vitals> {
  return page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals)
}

/** What moved by itself, and from where to where; none where that is too little to be met with. */
export async function jumpsOf(page: Page): Promise<readonly string[]> {
  const { cls, moves } = await vitalsOf(page)
  return cls < clsMax ? [] : moves
}

/** Adds a line to `screenshots/vitals.jsonl`: docs/benchmarks.md says what they were. */
export function noteVitals(name: string, look: Look, { cls, lcpMs }: Vitals): void {
  mkdirSync(shots, { recursive: true })
  appendFileSync(join(shots, 'vitals.jsonl'), `${JSON.stringify({ name, ...look, lcpMs, cls })}\n`)
}

/** Runs before the page's own scripts. */
function watchVitals(): void {
  const vitals = { lcpMs: 0, cls: 0, moves: [] as string[] }
  Object.assign(window, { vitals })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) vitals.lcpMs = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  type Source = { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: Source[] }
  const at = ({ x, y, width, height }: DOMRectReadOnly) => `${x},${y} ${width}x${height}`
  const named = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement
    return element
      ? `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent?.slice(0, 30)}`
      : 'something gone'
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue
      vitals.cls += entry.value
      const sources = entry.sources.map((one) => `${named(one.node)} ${at(one.previousRect)} -> ${at(one.currentRect)}`)
      vitals.moves.push(`${entry.value.toFixed(4)} at ${Math.round(entry.startTime)} ms: ${sources.join('; ')}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

type AxeViolation = { id: string; impact: string; help: string; nodes: { target: string[]; failureSummary: string }[] }

/** What axe finds of serious or critical weight, each with the first places; by all of its rules unless some are named. */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Not by a script tag: the page's own policy forbids foreign scripts. Once for a document: it takes as long as some rules.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const violations = await page.evaluate(async (runOnly) => {
    const run = (window as unknown as { axe: { run(options: object): Promise<{ violations: unknown[] }> } }).axe
    return (await run.run({ resultTypes: ['violations'], ...(runOnly && { runOnly }) })).violations as AxeViolation[]
  }, rules)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`)
      return `${id} (${help}) at ${places.join('; ')}`
    })
}

/**
 * With NUNCHI_PICTURES=1 the whole page as a picture in the folder `screenshots`, which git ignores: people look at them. They
 * would be a fifth of what a look at a page costs.
 */
export async function takePicture(page: Page, name: string, { width, lang, scheme }: Look): Promise<void> {
  if (!process.env.NUNCHI_PICTURES) return
  mkdirSync(shots, { recursive: true })
  const file = [name, width, lang, ...(scheme === 'dark' ? ['dark'] : [])].join('-')
  await page.screenshot({ path: join(shots, `${file}.png`), fullPage: true })
}

/** Whether something is wider than the window, so that people have to scroll sideways. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)
}

/**
 * Closes a page some of whose answers a test changes (`page.route`): one that is still on its way then is nobody's any more,
 * and fails no test after this one.
 */
export async function closeRouted({ page, context }: Pick<Opened, 'page' | 'context'>): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.close()
}

/** Until nothing is loading any more: no request under way, nothing marked as busy, no skeleton. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await page.waitForFunction(() => {
    const busy = document.querySelector('[aria-busy="true"], .mantine-Skeleton-root[data-visible]')
    return busy === null && document.querySelector('#root')?.childElementCount
  })
  await page.evaluate(() => document.fonts.ready)
}
