/** Words of the page about the coverage of attributes. */
export const words = {
  en: {
    title: 'Attribute coverage',
    intro:
      'Of the offers of each category, how many have which attribute. Where a share is low, look at some offers and correct a few: it teaches the readers.',
    category: 'Category',
    noCategory: 'Without a category',
    offers: 'Offers',
    all: 'All categories',
    path: 'Where you are',
    into: (category: string) => `Into ${category}`,
    none: 'There are no offers to look at',
    noneBody: 'Register a mall and give it a feed; or choose another mall or category.',
    table: 'Shares by category and attribute',
    legend: 'Share of the offers that have it',
    looked: (n: string) => `${n} offers looked at`,
  },
  ko: {
    title: '속성 채움률',
    intro:
      '분류마다 판매 상품 가운데 얼마나 많은 것에 어떤 속성이 있는지 보여 줍니다. 낮은 곳은 판매 상품을 열어 몇 개만 고쳐 주세요. 읽는 방법이 배웁니다.',
    category: '분류',
    noCategory: '분류 없음',
    offers: '판매 상품',
    all: '모든 분류',
    path: '지금 위치',
    into: (category: string) => `${category} 안으로`,
    none: '볼 판매 상품이 없습니다',
    noneBody: '쇼핑몰을 등록하고 피드를 넣거나, 다른 쇼핑몰이나 분류를 고르세요.',
    table: '분류와 속성별 비율',
    legend: '그 속성이 있는 판매 상품의 비율',
    looked: (n: string) => `판매 상품 ${n}개를 살펴봄`,
  },
}
