import type { Random } from '@nunchi/kernel'

/** A number of the standard normal distribution. Source: Box and Muller (1958), doi:10.1214/aoms/1177706645. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(random.openUnit())) * Math.cos(2 * Math.PI * random.unit())
}
