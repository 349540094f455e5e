import { Group, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useFormat } from '../data/use-format.ts'
import { words } from './coverage.words.ts'
import classes from './share-cell.module.css'

/** A share as a number, on a ground that is the fuller the larger it is; what nobody has is dim. */
export function ShareCell({ share }: { readonly share: number }) {
  const format = useFormat()
  return (
    <span className={classes.share} data-step={Math.ceil(Math.min(1, share) * 5)} data-none={share === 0 || undefined}>
      {share > 0 && share < 0.01 ? '<1%' : format.percent(share, 0)}
    </span>
  )
}

/** What the grounds stand for. */
export function Legend() {
  const say = useWords(words)
  return (
    <Group gap={4}>
      <Text size="xs" c="dimmed" me={4}>
        {say.legend}
      </Text>
      {[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => (
        <ShareCell key={share} share={share} />
      ))}
    </Group>
  )
}
