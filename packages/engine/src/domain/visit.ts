/** Longer silence than this ends a visit, as web analytics count it; seconds. */
export const visitSeconds = 1_800
