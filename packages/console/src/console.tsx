import { Router } from 'wouter'
import { Pages } from './pages.tsx'
import { SessionProvider } from './session/session.tsx'
import { SignInGate } from './session/sign-in-gate.tsx'
import { Shell } from './shell/shell.tsx'

/** The whole console: nothing of it is shown to who has no secret key. */
export function Console() {
  return (
    <Router base="/console">
      <SessionProvider>
        <SignInGate>
          <Shell>
            <Pages />
          </Shell>
        </SignInGate>
      </SessionProvider>
    </Router>
  )
}
