import type { ReactNode } from 'react'
import { useSession } from './session.tsx'
import { SignIn } from './sign-in.tsx'

/**
 * Shows the console to who is signed in. When a key is refused later, the page stays as it is behind the form, so that
 * nothing that was typed is lost.
 */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const { state } = useSession()
  return (
    <>
      {state !== 'in' && <SignIn isAgain={state === 'expired'} />}
      {state !== 'none' && <div hidden={state === 'expired'}>{children}</div>}
    </>
  )
}
