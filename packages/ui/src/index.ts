export const nothingYet = 0
