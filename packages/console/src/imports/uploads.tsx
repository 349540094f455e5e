import type { UploadOptions } from '@nunchi/sdk'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { isRefusedKey } from '../session/refused-key.ts'
import { useSession } from '../session/session.tsx'

/** A file that is on its way to the server, or did not get there. */
export type Upload = {
  /** The page that it was sent from. */
  readonly place: string
  readonly name: string
  readonly bytes: number
  readonly bytesSent: number
  readonly error?: unknown
}

type SendAsk<Answer> = {
  readonly file: File
  readonly place: string
  readonly call: (options: UploadOptions) => Promise<Answer>
}

type Uploads = {
  readonly upload: Upload | undefined
  /** Sends a file by a call of the API and resolves to its answer; undefined when it was stopped or failed: then `upload` says why. */
  readonly send: <Answer>(ask: SendAsk<Answer>) => Promise<Answer | undefined>
  readonly stop: () => void
}

const UploadsContext = createContext<Uploads | undefined>(undefined)

/** The one file that may be on its way. */
export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext)
  if (!uploads) throw new Error('useUploads is used outside of UploadsProvider.')
  return uploads
}

/** Goes on sending while other pages are looked at, and asks before the window is closed. */
export function UploadsProvider({ children }: { readonly children: ReactNode }) {
  const { expire } = useSession()
  const [upload, setUpload] = useState<Upload>()
  const stopper = useRef<AbortController>(undefined)
  useWarning(upload !== undefined && upload.error === undefined)
  const stop = useCallback(() => {
    stopper.current?.abort()
    setUpload(undefined)
  }, [])
  const send = useCallback<Uploads['send']>(
    async ({ file, place, call }) => {
      stopper.current?.abort()
      const stopping = new AbortController()
      const { signal } = stopping
      stopper.current = stopping
      const begun = { place, name: file.name, bytes: file.size, bytesSent: 0 }
      setUpload(begun)
      try {
        const answer = await call({ signal, onProgress: ({ bytesSent }) => setUpload({ ...begun, bytesSent }) })
        setUpload(undefined)
        return answer
      } catch (error) {
        if (signal.aborted) return undefined
        if (isRefusedKey(error)) expire()
        setUpload({ ...begun, error })
        return undefined
      }
    },
    [expire],
  )
  const uploads = useMemo(() => ({ upload, send, stop }), [upload, send, stop])
  return <UploadsContext value={uploads}>{children}</UploadsContext>
}

function useWarning(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isOn])
}
