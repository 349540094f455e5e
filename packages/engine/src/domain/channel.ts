/** What a shopper looks at the shop with. */
export const devices = ['desktop', 'mobile', 'tablet', 'app'] as const
export type Device = (typeof devices)[number]

/** Where they came from: nowhere, a search engine, a social network, a mail, an advertisement, another site. */
export const referrers = ['direct', 'search', 'social', 'mail', 'ad', 'other'] as const
export type Referrer = (typeof referrers)[number]

/** Only the class of device and referrer is kept: a user agent or an address could tell who somebody is. */
export type Channel = { readonly device?: Device; readonly referrer?: Referrer }
