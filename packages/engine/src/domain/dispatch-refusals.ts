/** What is wrong with bringing things: part of `refusals`, sorted by code. */
export const dispatchRefusals = {
  DISPATCH_DAY: { status: 400, says: '"{day}" is no day; write it as 2026-07-27.' },
  DISPATCH_DELIVERY: { status: 404, says: 'There is no delivery {delivery}, or where it went was erased.' },
  DISPATCH_DEPOT: {
    status: 404,
    says: 'There is no depot {depot}; register it first (PUT /v1/dispatch/depots/{depot}).',
  },
  DISPATCH_DEPOT_USED: {
    status: 409,
    says: 'The vehicle {vehicle} starts at the depot {depot}; move or remove the vehicle first.',
  },
  DISPATCH_EARLY: {
    status: 409,
    says: "The round of {vehicle} on {day} begins no sooner than {from} by the clock at its depot, and this is said to have happened at {at}. Say it when it happens; where the phone's clock is wrong, put it right and say it again.",
  },
  DISPATCH_FIXED: {
    status: 409,
    says: 'The stop {delivery} is over, or its driver is on the way there, so it is moved no more.',
  },
  DISPATCH_FULL: {
    status: 409,
    says: 'There are {stops} deliveries on that day, and no more than {max} are planned at once; split them by depot and day.',
  },
  DISPATCH_NOTHING: {
    status: 409,
    says: 'There is no {what} to plan with; register depots and vehicles first, and add deliveries of the day.',
  },
  DISPATCH_OTHER_ROUND: { status: 403, says: 'The delivery {delivery} is not on the round of {vehicle}.' },
  DISPATCH_OVER: {
    status: 409,
    says: 'The delivery {delivery} is {state}, so it can be neither changed nor called off any more.',
  },
  DISPATCH_PAST: {
    status: 409,
    says: 'The day {day} is over, and it is {today} there now; deliveries are brought and plans are made today or later.',
  },
  DISPATCH_PLAN: { status: 404, says: 'There is no plan {plan}; the newest 12 of a day are kept.' },
  DISPATCH_PLAN_CHANGED: {
    status: 409,
    says: 'The plan {plan} has become version {version} meanwhile; look at it again, and decide again.',
  },
  DISPATCH_PLAN_STATE: { status: 409, says: 'The plan {plan} is {state}, so that cannot be done with it.' },
  DISPATCH_ROADS: {
    status: 409,
    says: 'The depot asks for travel times by road, and this server was given no road service; start it with one, or choose great-circle or manhattan with a speed.',
  },
  DISPATCH_ROUND: {
    status: 409,
    says: 'No accepted plan sends the vehicle {vehicle} out on {day}, so nothing can have happened on its round.',
  },
  DISPATCH_SOLVE: { status: 404, says: 'There is no solve {solve}; those of the last hour are remembered.' },
  DISPATCH_SOLVING: { status: 409, says: 'The day {day} is being planned already; wait for it, or end it first.' },
  DISPATCH_VEHICLE: {
    status: 404,
    says: 'There is no vehicle {vehicle}; register it first (PUT /v1/dispatch/vehicles/{vehicle}).',
  },
  DISPATCH_VEHICLE_OUT: { status: 409, says: 'The vehicle {vehicle} is out; remove it once it is back.' },
  DISPATCH_WINDOW: {
    status: 400,
    says: 'The windows of {delivery} are not in order: each ends after it begins, and the next begins after that.',
  },
  DISPATCH_ZONE: { status: 400, says: '{zone} is no time zone; write it as Asia/Seoul.' },
} as const
