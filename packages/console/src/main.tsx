import { LoadingState, renderPage } from '@nunchi/ui'
import { lazy, Suspense } from 'react'
import { Console } from './console.tsx'

const Round = lazy(async () => ({ default: (await import('./round/round.tsx')).Round }))

/** Drivers bring a key that opens nothing but their round: they get a page of its own, without the console around it. */
const isDriver = /^\/console\/round\/?$/.test(window.location.pathname)

renderPage(
  isDriver ? (
    <Suspense fallback={<LoadingState rows={5} height={72} />}>
      <Round />
    </Suspense>
  ) : (
    <Console />
  ),
)
