/** Words of every table. */
export const words = {
  en: {
    filter: 'Filter',
    export: 'Export CSV',
    pages: 'Pages',
    previous: 'Previous page',
    next: 'Next page',
    first: 'First page',
    last: 'Last page',
    sortBy: (title: string) => `Sort by ${title}`,
    shown: (from: string, to: string, total: string) => `${from}–${to} of ${total}`,
    nothing: 'Nothing fits the filter.',
    clear: 'Clear the filter',
  },
  ko: {
    filter: '거르기',
    export: 'CSV 내보내기',
    pages: '쪽 이동',
    previous: '이전 쪽',
    next: '다음 쪽',
    first: '첫 쪽',
    last: '마지막 쪽',
    sortBy: (title: string) => `${title} 기준으로 정렬`,
    shown: (from: string, to: string, total: string) => `${total}개 중 ${from}–${to}`,
    nothing: '조건에 맞는 행이 없습니다.',
    clear: '조건 지우기',
  },
}
