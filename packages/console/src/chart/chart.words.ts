/** Words of every chart. */
export const words = {
  en: {
    showTable: 'Show as a table',
    hideTable: 'Hide the table',
    time: 'Time',
    summary: (name: string, low: string, high: string, latest: string) =>
      `${name}: from ${low} to ${high}, latest ${latest}`,
    interval: (value: string, low: string, high: string) => `${value} (95% interval ${low} to ${high})`,
  },
  ko: {
    showTable: '표로 보기',
    hideTable: '표 숨기기',
    time: '시각',
    summary: (name: string, low: string, high: string, latest: string) =>
      `${name}: ${low}부터 ${high}까지, 최근 값 ${latest}`,
    interval: (value: string, low: string, high: string) => `${value} (95% 구간 ${low}~${high})`,
  },
}
