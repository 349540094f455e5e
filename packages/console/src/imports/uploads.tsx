import type { ImportQuery } from '@nunchi/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { isRefusedKey } from '../session/refused-key.ts'
import { useSession } from '../session/session.tsx'

/** A file that is on its way to the server, or did not get there. */
export type Upload = {
  readonly name: string
  readonly bytes: number
  readonly bytesSent: number
  readonly error?: unknown
}

type Uploads = {
  readonly upload: Upload | undefined
  /** Sends a file and resolves to the import's id; undefined when it was stopped or failed: then `upload` says why. */
  readonly send: (file: File, query: ImportQuery) => Promise<string | undefined>
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
  const { client, expire } = useSession()
  const queries = useQueryClient()
  const [upload, setUpload] = useState<Upload>()
  const stopper = useRef<AbortController>(undefined)
  useWarning(upload !== undefined && upload.error === undefined)
  const stop = useCallback(() => {
    stopper.current?.abort()
    setUpload(undefined)
  }, [])
  const send = useCallback(
    async (file: File, query: ImportQuery) => {
      stopper.current?.abort()
      const stopping = new AbortController()
      const { signal } = stopping
      stopper.current = stopping
      const begun = { name: file.name, bytes: file.size, bytesSent: 0 }
      setUpload(begun)
      const onProgress = ({ bytesSent }: { readonly bytesSent: number }) => setUpload({ ...begun, bytesSent })
      try {
        const { id } = await client.startImport(
          file,
          { ...query, name: file.name.slice(0, 200) },
          { signal, onProgress },
        )
        setUpload(undefined)
        void queries.invalidateQueries({ queryKey: ['imports'] })
        return id
      } catch (error) {
        if (signal.aborted) return undefined
        if (isRefusedKey(error)) expire()
        setUpload({ ...begun, error })
        return undefined
      }
    },
    [client, queries, expire],
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
