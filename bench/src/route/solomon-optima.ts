/**
 * Optimal total distances of Solomon's instances with 100 customers, where distances have one decimal and the rest cut off:
 * proved by several exact solvers, as the DIMACS challenge (2022) lists them. In tenths.
 */
export const solomonOptima: Readonly<Record<string, number>> = {
  ...series('C1', [8273, 8273, 8263, 8229, 8273, 8273, 8273, 8273, 8273]),
  ...series('C2', [5891, 5891, 5887, 5881, 5864, 5860, 5858, 5858]),
  ...series('R1', [16377, 14666, 12087, 9715, 13553, 12346, 10646, 9321, 11469, 10680, 10487, 9486]),
  ...series('R2', [11432, 10296, 8708, 7313, 9498, 8759, 7940, 7010, 8548, 9005, 7467]),
  ...series('RC1', [16198, 14574, 12580, 11323, 15137, 13727, 12078, 11142]),
  ...series('RC2', [12618, 10923, 9237, 7835, 11540, 10511, 9629, 7761]),
}

function series(name: string, costs: readonly number[]): Record<string, number> {
  return Object.fromEntries(costs.map((cost, i) => [`${name}${String(i + 1).padStart(2, '0')}`, cost]))
}
