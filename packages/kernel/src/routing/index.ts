export { checkProblem, routingBounds } from './check-problem.ts'
export type { RoutingFault, RoutingFaultCode, RoutingFaults } from './fault-list.ts'
export { type GeoPoint, metresAround, metresBetween } from './great-circle.ts'
export type { PlannedRoute, RoutePlan } from './plan.ts'
export { planCost, planOf, weightLeft } from './plan-cost.ts'
export { canPart, type PlanPart, partPlan } from './plan-parts.ts'
export {
  anyTime,
  type Break,
  type KindTimes,
  noWay,
  plainStop,
  plainVehicle,
  type Reload,
  type RoutingProblem,
  type Shipment,
  type Stop,
  type TimeWindow,
  type TravelProfile,
  type VehicleCost,
  type VehicleType,
} from './problem.ts'
export { type ReplanAsk, type Replanned, replan } from './replan.ts'
export {
  type RouteSchedule,
  RouteScheduler,
  type RouteViolation,
  type RoutingRule,
  type ScheduledStep,
  scheduleRoute,
} from './schedule.ts'
export { fleetShare, RouteSearch, type RouteSearchOptions, solveRoutes } from './search.ts'
export { paced, type Speeds } from './travel-time.ts'
export type { UnservedReason } from './unserved-reason.ts'
export { whyUnserved } from './why-unserved.ts'
