import { List } from '@mantine/core'
import type { TroubleBody } from '@nunchi/protocol'
import { troubleOf, useLanguage } from '@nunchi/ui'

/** Why the server is not ready, in the words of the page. */
export function ServerReasons({ reasons }: { readonly reasons: readonly TroubleBody[] }) {
  const { lang } = useLanguage()
  return (
    <List size="sm">
      {reasons.map((reason) => {
        const { title, detail, detailLang } = troubleOf(Object.assign(new Error(reason.message), reason), lang)
        return (
          <List.Item key={reason.message}>
            {title}
            {detail && (
              <>
                {': '}
                <span lang={detailLang}>{detail}</span>
              </>
            )}
          </List.Item>
        )
      })}
    </List>
  )
}
