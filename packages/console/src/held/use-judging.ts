import type { HeldPricesBody, JudgedPriceBody } from '@nunchi/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useSession } from '../session/session.tsx'

export type HeldRow = HeldPricesBody['held'][number]
export type Verdict = 'right' | 'wrong'

/** What a verdict came to. */
export type Said = { readonly verdict: Verdict } & JudgedPriceBody

/** Takes a person's word on a held price. The buttons go with their row, so the focus goes to what came of it. */
export function useJudging() {
  const { client } = useSession()
  const queries = useQueryClient()
  const ref = useRef<HTMLParagraphElement>(null)
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async ({ row, verdict }: { readonly row: HeldRow; readonly verdict: Verdict }): Promise<Said> => {
      const { mall, key, product, totalMinor } = row
      const of = mall !== undefined && key !== undefined ? { mall, key } : { product }
      return { verdict, ...(await client.judgePrice({ ...of, totalMinor, verdict })) }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['watch', 'held'] }),
  })
  useEffect(() => {
    if (data !== undefined) ref.current?.focus()
  }, [data])
  return { judge: mutate, isPending, error, said: { ref, data } }
}
