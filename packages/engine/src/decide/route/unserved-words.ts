import type { RoutePlan, UnservedReason } from '@nunchi/kernel'
import type { RouteId } from './ask.ts'
import { routeVehicles } from './outcome.ts'
import type { RouteTask } from './task.ts'

/** Why a stop is left out, in the words of who asked. */
export type ToldReason = {
  readonly rule: UnservedReason['rule']
  readonly isProven: boolean
  /** The other end of its shipment, where that is what cannot be served. */
  readonly because?: RouteId
  /** The vehicle that comes nearest to serving it. */
  readonly vehicle?: RouteId
  /** In the rule's unit: seconds, metres, amounts, skills, or the caller's cost. */
  readonly excess?: number
  readonly says: { readonly en: string; readonly ko: string }
}

type Says = ToldReason['says']

/** Why no plan at all could serve a stop, for people: by the rule that says so. */
const provenWords: Readonly<Partial<Record<UnservedReason['rule'], Says>>> = {
  capacity: {
    en: 'It is too large for every vehicle that may come.',
    ko: '올 수 있는 어느 차량에도 실을 수 없을 만큼 많습니다.',
  },
  window: {
    en: 'No vehicle gets there within its time windows.',
    ko: '정해진 시간 안에 도착할 수 있는 차량이 없습니다.',
  },
  shift: {
    en: 'No vehicle gets there and back within its shift.',
    ko: '근무 시간 안에 다녀올 수 있는 차량이 없습니다.',
  },
  'max-stops': {
    en: 'No vehicle that may come may have as many stops as it takes.',
    ko: '올 수 있는 차량의 방문 한도를 넘습니다.',
  },
  'max-distance': { en: 'It is further than any vehicle may go.', ko: '차량의 거리 한도를 넘습니다.' },
  'max-travel': {
    en: 'It takes longer to get to than any vehicle may travel.',
    ko: '차량의 이동 시간 한도를 넘습니다.',
  },
  'max-duration': {
    en: 'It takes longer than any vehicle may be out.',
    ko: '차량이 나가 있을 수 있는 시간을 넘습니다.',
  },
  vehicle: { en: 'The vehicles that it is kept for may not come to it.', ko: '지정한 차량이 올 수 없습니다.' },
  unreachable: { en: 'There is no way to it.', ko: '갈 수 있는 길이 없습니다.' },
}

/** Why a plan has no room for a stop; of rules that are not in `provenWords`, also why no plan could serve it. */
const planWords: Readonly<Record<UnservedReason['rule'], Says>> = {
  capacity: {
    en: 'In this plan no vehicle that may come has room left for it.',
    ko: '이 계획에서는 올 수 있는 차량에 실을 자리가 남아 있지 않습니다.',
  },
  skills: { en: 'No vehicle has all the skills that it needs.', ko: '필요한 기능을 모두 갖춘 차량이 없습니다.' },
  window: {
    en: 'In this plan no vehicle can get there in time, and to its other stops as well.',
    ko: '이 계획에서는 다른 방문지와 함께 시간을 맞출 수 있는 차량이 없습니다.',
  },
  shift: {
    en: 'In this plan no vehicle can get there and be back within its shift.',
    ko: '이 계획에서는 근무 시간 안에 들러서 돌아올 수 있는 차량이 없습니다.',
  },
  break: { en: 'With it, a driver would get no break in time.', ko: '들르면 기사가 제때 쉬지 못합니다.' },
  'break-load': {
    en: 'With it, too much would be on board during a break.',
    ko: '들르면 쉬는 동안 실려 있는 짐이 한도를 넘습니다.',
  },
  release: { en: 'It is ready at the depot too late.', ko: '창고에 너무 늦게 준비됩니다.' },
  'max-stops': {
    en: 'Every vehicle that may come has as many stops as it may.',
    ko: '올 수 있는 차량이 모두 방문 한도를 채웠습니다.',
  },
  'max-distance': {
    en: 'With it, every vehicle that may come would go further than it may.',
    ko: '들르면 올 수 있는 차량이 모두 거리 한도를 넘습니다.',
  },
  'max-travel': {
    en: 'With it, every vehicle that may come would travel longer than it may.',
    ko: '들르면 올 수 있는 차량이 모두 이동 시간 한도를 넘습니다.',
  },
  'max-duration': {
    en: 'With it, every vehicle that may come would be out longer than it may.',
    ko: '들르면 올 수 있는 차량이 모두 나가 있을 수 있는 시간을 넘습니다.',
  },
  precedence: {
    en: 'Its pickup and its delivery find no place on one route.',
    ko: '수거와 배달을 한 경로에 함께 넣을 수 없습니다.',
  },
  backhaul: {
    en: 'It is a backhaul, and finds no place behind the other stops.',
    ko: '회수는 배달 뒤에만 할 수 있는데, 그 자리가 없습니다.',
  },
  vehicle: {
    en: 'In this plan all vehicles that may come are taken.',
    ko: '이 계획에서는 올 수 있는 차량이 모두 쓰이고 있습니다.',
  },
  reload: { en: 'It would take one more reload than there may be.', ko: '다시 싣는 횟수의 한도를 넘습니다.' },
  fixed: { en: 'What is on the road already leaves no room for it.', ko: '이미 출발한 경로에 넣을 자리가 없습니다.' },
  unreachable: {
    en: 'In this plan no vehicle comes to where there is a way to it.',
    ko: '이 계획에서는 그곳으로 가는 길이 있는 곳을 지나는 차량이 없습니다.',
  },
  total: {
    en: 'The vehicles that may come cannot carry all that is asked of them.',
    ko: '올 수 있는 차량들이 실을 수 있는 양보다 맡길 짐이 많습니다.',
  },
  prize: {
    en: 'To leave it out costs less than to serve it.',
    ko: '들르는 비용이 들르지 않을 때 드는 비용보다 큽니다.',
  },
  search: {
    en: 'There is room for it; more time to search may find it.',
    ko: '넣을 자리가 있습니다. 더 오래 계산하면 찾을 수 있습니다.',
  },
}

/** Why a stop is left out, for people: of any plan only what is proven, else of this one. */
export function unservedWords({ rule, isProven }: Pick<UnservedReason, 'rule' | 'isProven'>): Says {
  return (isProven ? provenWords[rule] : undefined) ?? planWords[rule]
}

/** By stop: why a plan leaves it out, with names instead of indices. O(routes + reasons). */
export function toldReasons(
  task: RouteTask,
  { routes }: Pick<RoutePlan, 'routes'>,
  reasons: readonly UnservedReason[],
): Map<number, ToldReason> {
  const { ask, unit } = task
  const drivers = routeVehicles(task, routes)
  const out = new Set(drivers)
  /** Who drives the route that is meant; without one who stands idle, if the plan leaves somebody so. */
  const nearest = (type: number, { route, isProven }: UnservedReason) => {
    if (route !== undefined) return drivers[route]!
    const [first, ...others] = task.members[type]!
    const idle = isProven ? undefined : [first, ...others].find((one) => !out.has(one!))
    return idle ?? first!
  }
  return new Map(
    reasons.map((reason) => {
      const { stop, rule, isProven, because, vehicle, excess } = reason
      const told: ToldReason = {
        rule,
        isProven,
        ...(because === undefined ? {} : { because: ask.tasks[because]!.id }),
        ...(vehicle === undefined ? {} : { vehicle: ask.vehicles[nearest(vehicle, reason)]!.id }),
        ...(excess === undefined ? {} : { excess: rule === 'prize' ? Math.ceil(excess / unit.perUnit) : excess }),
        says: unservedWords(reason),
      }
      return [stop, told]
    }),
  )
}
