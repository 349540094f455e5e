import { Alert, Text } from '@mantine/core'
import type { ImportBody, TroubleBody } from '@nunchi/protocol'
import { troubleOf, useLanguage, useWords } from '@nunchi/ui'
import { words } from './imports.words.ts'

type Props = {
  readonly problem: TroubleBody & { readonly field?: string }
  readonly looksLike?: ImportBody['looksLike']
}

/** Why an import failed and what to do; what the file seems to hold, where it was sent as something else. */
export function ImportProblem({ problem, looksLike }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const { title, detail, detailLang, remedy, code } = troubleOf(
    Object.assign(new Error(problem.message), problem),
    lang,
  )
  return (
    <Alert color="red" title={title === problem.message ? say.problem : title} role="alert">
      {looksLike && (
        <Text size="sm" fw={600}>
          {say.looksLike(say.kinds[looksLike])}
        </Text>
      )}
      {(detail ?? (title === problem.message && title)) && (
        <Text size="sm" lang={detailLang}>
          {detail ?? title}
        </Text>
      )}
      {remedy && <Text size="sm">{remedy}</Text>}
      <Text size="xs" c="dimmed">
        {code}
        {problem.field && ` · ${problem.field}`}
      </Text>
    </Alert>
  )
}
