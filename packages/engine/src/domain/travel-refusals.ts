/** Why a source of travel times has none: part of `refusals`, sorted by code. */
export const travelRefusals = {
  TRAVEL_OFF_ROAD: {
    status: 422,
    says: 'The place at {lat}, {lon} is {metres} m from the nearest road, and at most {most} m are taken for the same place. Correct its coordinates, or let the server take places further from roads.',
  },
  TRAVEL_PROFILE: {
    status: 400,
    says: 'Travel is known by {source}, which has no profile {profile}. Ask for one that it has, or send matrices.',
  },
  TRAVEL_SERVICE: {
    status: 502,
    says: 'The road service at {url} gave no travel times: {reason}. Look whether it runs and takes so many places; nothing is made up in its stead.',
  },
} as const
