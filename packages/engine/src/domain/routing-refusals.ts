/** What is wrong with a routing problem, or with asking for its plan: part of `refusals`, sorted by code. */
export const routingRefusals = {
  ROUTING_BUSY: {
    status: 503,
    says: 'There are {waiting} routing problems waiting to be solved already; send it again in a while.',
  },
  ROUTING_FILE: {
    status: 400,
    says: '{file}, line {line}, {field}: {reason}. To mend it, {remedy}.',
  },
  ROUTING_FLAG: { status: 400, says: '{flag} cannot be used with {file}: {reason}. To mend it, {remedy}.' },
  ROUTING_ID_USED: {
    status: 409,
    says: 'Another problem was sent with the id {id} already, and its plan is kept; give this one an id of its own, or send the same as before.',
  },
  ROUTING_INPUT: { status: 400, says: 'At {field}: {reason} To mend it, {remedy}.' },
  ROUTING_NONE: { status: 409, says: 'This server was opened without what plans routes.' },
  ROUTING_SOLVE_UNKNOWN: {
    status: 404,
    says: 'There is no solve {id}; plans are kept for an hour after they are done, and not over a restart.',
  },
  ROUTING_SPEED: {
    status: 400,
    says: 'The file says where stops are, and not how long ways by road are; that is never made up. Say that straight lines will do and how fast they are travelled (--speed KMH), name an OSRM or Valhalla (--osrm, --valhalla), or give it as JSON with matrices.',
  },
  ROUTING_TOO_LARGE: {
    status: 413,
    says: 'There are {count} {what}, and one routing problem may have {max}; plan it in parts.',
  },
  ROUTING_TRAVEL_NONE: {
    status: 400,
    says: 'How long it takes from place to place is not known for the profile {profile}, and is never made up. Send matrices, or name a way of travelling in "options" ("travel": "great-circle" or "manhattan", with "speed_kmh"); or whoever runs the server names an OSRM or Valhalla for it.',
  },
} as const
