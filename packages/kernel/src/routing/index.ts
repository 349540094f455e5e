export type { PlannedRoute, RoutePlan } from './plan.ts'
export {
  anyTime,
  type Break,
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
export type { RouteSchedule, RouteViolation, RoutingRule, ScheduledStep } from './schedule.ts'
export { RouteSearch, type RouteSearchOptions, solveRoutes } from './search.ts'
