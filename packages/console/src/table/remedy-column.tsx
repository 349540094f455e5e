import { Text } from '@mantine/core'
import { faultWords, type Lang } from '@nunchi/ui'
import type { Column } from './column.ts'

/** The column that says what to do about a fault, in this language. */
export function remedyColumn<Row extends Parameters<typeof faultWords>[0]>(title: string, lang: Lang): Column<Row> {
  return {
    key: 'remedy',
    title,
    canSort: false,
    value: (row) => faultWords(row, lang).remedy,
    show: (row) => (
      <Text span size="sm" c="dimmed">
        {faultWords(row, lang).remedy}
      </Text>
    ),
  }
}
