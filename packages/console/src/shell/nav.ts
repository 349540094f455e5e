import {
  IconActivityHeartbeat,
  IconAdjustmentsCheck,
  IconArrowsDiff,
  IconBell,
  IconBroadcast,
  IconBuildingStore,
  IconChartDots3,
  IconClipboardData,
  IconFileImport,
  IconKey,
  IconLayoutDashboard,
  IconScale,
  IconSend,
  IconTableColumn,
  IconTags,
  IconTruckDelivery,
  IconUsers,
} from '@tabler/icons-react'

/** Where one can go, in the groups and order of the navigation. */
export const nav = [
  { group: 'shop', links: [{ href: '/', name: 'overview', Icon: IconLayoutDashboard }] },
  {
    group: 'people',
    links: [
      { href: '/live', name: 'live', Icon: IconBroadcast },
      { href: '/shoppers', name: 'shoppers', Icon: IconUsers },
    ],
  },
  {
    group: 'decisions',
    links: [
      { href: '/models', name: 'models', Icon: IconChartDots3 },
      { href: '/policies', name: 'policies', Icon: IconAdjustmentsCheck },
    ],
  },
  {
    group: 'market',
    links: [
      { href: '/malls', name: 'malls', Icon: IconBuildingStore },
      { href: '/reviews', name: 'reviews', Icon: IconArrowsDiff },
      { href: '/offers', name: 'offers', Icon: IconTags },
      { href: '/coverage', name: 'coverage', Icon: IconTableColumn },
    ],
  },
  {
    group: 'prices',
    links: [
      { href: '/watch', name: 'watch', Icon: IconBell },
      { href: '/held-prices', name: 'held', Icon: IconScale },
      { href: '/delivery', name: 'delivery', Icon: IconSend },
    ],
  },
  { group: 'delivery', links: [{ href: '/dispatch', name: 'dispatch', Icon: IconTruckDelivery }] },
  {
    group: 'data',
    links: [
      { href: '/quality', name: 'quality', Icon: IconClipboardData },
      { href: '/imports', name: 'imports', Icon: IconFileImport },
    ],
  },
  {
    group: 'server',
    links: [
      { href: '/keys', name: 'keys', Icon: IconKey },
      { href: '/health', name: 'health', Icon: IconActivityHeartbeat },
    ],
  },
] as const

/** Whether the link's page, or one below it, is the one at this address. */
export function isAt(href: string, location: string): boolean {
  return href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`)
}
