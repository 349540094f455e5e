import { care } from './care.ts'
import { devices } from './devices.ts'
import { eat } from './eat.ts'
import { house } from './house.ts'
import { play } from './play.ts'
import { wear } from './wear.ts'

/** Everything that can be drawn, by name: the shapes of kinds, and finer ones that single nouns ask for. */
export const silhouettes = { ...wear, ...care, ...eat, ...house, ...devices, ...play }

export type Silhouette = keyof typeof silhouettes
