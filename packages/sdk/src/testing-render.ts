import { createElement, type ReactNode, useEffect } from 'react'

/** As much of a document as React touches to run components that draw nothing. */
function nothing() {
  const listens = { addEventListener() {}, removeEventListener() {} }
  const view = { ...listens, HTMLIFrameElement: class {}, document: {} }
  const ownerDocument = { ...listens, nodeType: 9, activeElement: null, defaultView: view }
  view.document = ownerDocument
  return { ...listens, nodeType: 1, tagName: 'DIV', namespaceURI: 'http://www.w3.org/1999/xhtml', ownerDocument, view }
}

/**
 * For tests only: runs a hook in React itself, below whatever `wrap` puts round it.
 * @returns what it returned last, each different value it returned, and what ends it
 */
export async function runHook<Result>(hook: () => Result, wrap: (child: ReactNode) => ReactNode = (child) => child) {
  const results: Result[] = []
  let onEnd: (() => void) | undefined
  function Runner() {
    useEffect(() => () => onEnd?.(), [])
    const result = hook()
    if (results.at(-1) !== result) results.push(result)
    return null
  }
  const { createRoot } = await import('react-dom/client')
  const before = Object.getOwnPropertyDescriptor(globalThis, 'window')
  const container = nothing()
  Object.defineProperty(globalThis, 'window', { value: container.view, configurable: true, writable: true })
  const root = createRoot(container as unknown as HTMLElement)
  const render = () => root.render(wrap(createElement(Runner)))
  render()
  return {
    results,
    last: () => results.at(-1) as Result,
    render,
    close: async () => {
      const ended = new Promise<void>((resolve) => {
        onEnd = resolve
      })
      root.unmount()
      await ended
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate) // React looks at window once more when all is done
      if (before) Object.defineProperty(globalThis, 'window', before)
      else Reflect.deleteProperty(globalThis, 'window')
    },
  }
}
