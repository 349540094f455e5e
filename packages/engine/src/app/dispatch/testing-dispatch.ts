import type { DeliveryGiven, DepotGiven, VehicleGiven } from './answers.ts'

/** For tests only: noon of a day in Seoul. */
export const day = '2026-07-27'
export const at = (hour: number, minute = 0): number => Date.UTC(2026, 6, 26, 15 + hour, minute)

/** For tests only. */
export const depot: DepotGiven = {
  name: '용산',
  lat: 37.53,
  lon: 126.97,
  zone: 'Asia/Seoul',
  travel: { by: 'great-circle', kmPerHour: 30, detourPercent: 130 },
}

/** For tests only. */
export const vehicle: VehicleGiven = {
  name: '1호차',
  depot: 'd',
  driver: '김기사',
  capacity: { parcels: 10 },
  shift: { fromMinute: 9 * 60, untilMinute: 18 * 60 },
  skills: [],
  costs: { fixedMinor: 10_000, perKmMinor: 300, perHourMinor: 12_000 },
  returns: true,
}

/** For tests only: a delivery some way north east of the depot. */
export function delivery(name: string, steps: number, wishes: Partial<DeliveryGiven> = {}): DeliveryGiven {
  return {
    delivery: name,
    user: `user-${name}`,
    place: {
      lat: 37.53 + steps * 0.01,
      lon: 126.97 + steps * 0.005,
      address: `서울 비밀로 ${steps}`,
      recipient: `받는이-${name}`,
      phone: '010-1234-5678',
      note: '문 앞',
    },
    day,
    windows: [],
    serviceSeconds: 180,
    amounts: { parcels: 1 },
    ...wishes,
  }
}
