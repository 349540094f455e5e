/** The policies by name. */
export const policyWords = {
  en: { individual: 'Individual', cluster: 'Cluster', popular: 'Popular' },
  ko: { individual: '개인', cluster: '군집', popular: '인기' },
}
