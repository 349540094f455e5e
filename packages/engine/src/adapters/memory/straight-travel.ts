import { greatCircle, manhattan, type StraightTravel } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import type { TravelAsk, TravelMatrix, TravelTable } from '../../ports/travel-matrix.ts'

export type StraightProfiles = Readonly<Record<string, StraightTravel>>

/** Travel without roads, by speeds that somebody stated for each profile: straight lines over the globe, or around blocks. */
export class StraightLines implements TravelMatrix {
  readonly name: string
  readonly #by: 'great-circle' | 'manhattan'
  readonly #profiles: StraightProfiles

  constructor(by: 'great-circle' | 'manhattan', profiles: StraightProfiles) {
    this.#by = by
    this.#profiles = profiles
    const speeds = Object.entries(profiles).map(
      ([profile, { kmPerHour, detourPercent }]) => `${profile} ${kmPerHour} km/h, ways ${detourPercent} % of straight`,
    )
    this.name = `${by === 'manhattan' ? 'around blocks' : 'straight lines'}, no roads (${speeds.join('; ')})`
  }

  knows(profile: string): boolean {
    return Object.hasOwn(this.#profiles, profile)
  }

  async table({ profile, sources, destinations, signal }: TravelAsk): Promise<TravelTable> {
    signal?.throwIfAborted()
    if (!this.knows(profile)) throw new Refusal('TRAVEL_PROFILE', { source: this.name, profile })
    const lengths = this.#by === 'manhattan' ? manhattan : greatCircle
    return { ...lengths(sources, destinations, this.#profiles[profile]!), noWays: [], noWayCount: 0 }
  }
}
