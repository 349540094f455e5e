import { Stack } from '@mantine/core'
import { ErrorState, LoadingState } from '@nunchi/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** What an answer is drawn as; before it came, grey lines; without one, why and how to try again. */
export function Answered<Answer>({
  answer,
  waiting,
  children,
}: {
  readonly answer: UseQueryResult<Answer>
  readonly waiting?: ReactNode
  readonly children: (data: Answer) => ReactNode
}) {
  const { data, error, refetch } = answer
  const retry = () => void refetch()
  if (data === undefined) return error ? <ErrorState error={error} retry={retry} /> : (waiting ?? <LoadingState />)
  if (!error || isPassing(error)) return children(data)
  return (
    <Stack>
      <ErrorState error={error} retry={retry} />
      {children(data)}
    </Stack>
  )
}

/** The banner over all pages tells of a server that is away. */
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'NETWORK' || code === 'TIMEOUT'
}
