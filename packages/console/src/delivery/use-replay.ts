import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useSession } from '../session/session.tsx'

/** Sends alerts again that were given up. The buttons go with their rows, so the focus goes to what is told of it. */
export function useReplay() {
  const { client } = useSession()
  const queries = useQueryClient()
  const ref = useRef<HTMLParagraphElement>(null)
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (letters: readonly string[]) => client.replayLetters(letters),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['delivery'] }),
  })
  useEffect(() => {
    if (data !== undefined) ref.current?.focus()
  }, [data])
  return { replay: mutate, isPending, error, told: { ref, count: data?.replayed } }
}
