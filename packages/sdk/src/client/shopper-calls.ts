import type {
  ContactAdd,
  ContactAdded,
  ContactsBody,
  ErasureBody,
  ForgetBody,
  HomeBody,
  HomeQuery,
  InterestsBody,
  InterestsQuery,
  MyDataBody,
  MyDataQuery,
  NextBody,
  NextQuery,
  PageQuery,
  Person,
  PreferencesBody,
  PreferencesChange,
  PreferencesChanged,
  ProductAnswerBody,
  ProductOffersBody,
  RankAnswerBody,
  RankBody,
  SearchBody,
  SearchQuery,
  SuggestBody,
  SuggestQuery,
  WhyBody,
  WhyQuery,
  WishesBody,
  WishesChange,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'

/** The calls about one shopper, that any key may make: for the pages of a shop. Who names nobody means the client's `person`. */
export function shopperCalls(asker: Asker) {
  const about = <Answer>(path: string, query: object | undefined, options?: CallOptions) =>
    asker.json<Answer>({ path, query: asker.spoken({ ...query }) }, options)
  return {
    /** The home of this person: modules in their order, each item with a reason. */
    home: (query?: HomeQuery, options?: CallOptions) => about<HomeBody>('/v1/home', query, options),
    /** What the shop says of one product. */
    product: (product: string, options?: CallOptions) =>
      asker.json<ProductAnswerBody>({ path: `/v1/products/${encodeURIComponent(product)}` }, options),
    /** What malls offer of one product, each in its own words. */
    productOffers: (product: string, query?: PageQuery, options?: CallOptions) =>
      asker.json<ProductOffersBody>({ path: `/v1/products/${encodeURIComponent(product)}/offers`, query }, options),
    /** Products by words, category, brand, price: in this person's order; without words, to browse in. */
    search: (query?: SearchQuery, options?: CallOptions) => about<SearchBody>('/v1/search', query, options),
    /** What the words so far may become. */
    suggest: (query: SuggestQuery, options?: CallOptions) => about<SuggestBody>('/v1/suggest', query, options),
    /** Given products, in this person's order. */
    rank: (body: RankBody, options?: CallOptions) =>
      asker.json<RankAnswerBody>({ method: 'POST', path: '/v1/rank', body: asker.spoken(body), isRead: true }, options),
    /** Why a product stands where it stands on this person's home. */
    why: (query: WhyQuery, options?: CallOptions) => about<WhyBody>('/v1/why', query, options),
    /** What this person will do next, in probabilities. */
    next: (query?: NextQuery, options?: CallOptions) => about<NextBody>('/v1/next', query, options),
    /** What this person is drawn to, strongest first. */
    interests: (query?: InterestsQuery, options?: CallOptions) => about<InterestsBody>('/v1/interests', query, options),
    /** What this person allowed and asked never to see. */
    preferences: (person?: Person, options?: CallOptions) =>
      asker.json<PreferencesBody>({ path: '/v1/preferences', query: asker.about(person) }, options),
    /** Hides and shows again, refuses and allows; obeyed from the next answer on. */
    changePreferences: (change: PreferencesChange, options?: CallOptions) =>
      asker.json<PreferencesChanged>({ method: 'PUT', path: '/v1/preferences', body: asker.about(change) }, options),
    /** Everything that is kept about this person. */
    myData: (query?: MyDataQuery, options?: CallOptions) => about<MyDataBody>('/v1/my-data', query, options),
    /** Where this person is told of what they wait for, and what the server can tell by. */
    contacts: (person?: Person, options?: CallOptions) =>
      asker.json<ContactsBody>({ path: '/v1/contacts', query: asker.about(person) }, options),
    /** Keeps a place: of a browser with any key, of a mail address or a server with a secret one. */
    addContact: (body: ContactAdd, options?: CallOptions) =>
      asker.json<ContactAdded>({ method: 'POST', path: '/v1/contacts', body: asker.about(body) }, options),
    /** When and how this person wants to be told. */
    wishToBeTold: (body: WishesChange, options?: CallOptions) =>
      asker.json<WishesBody>({ method: 'PUT', path: '/v1/contacts/wishes', body: asker.about(body) }, options),
    /** Tells nothing more at a place. */
    removeContact: (contact: string, person?: Person, options?: CallOptions) =>
      asker.json<undefined>(
        { method: 'DELETE', path: `/v1/contacts/${encodeURIComponent(contact)}`, query: asker.about(person) },
        options,
      ),
    /** Forgets this person; how far the scrubbing is, `erasure` tells. */
    forget: (person?: Person, options?: CallOptions) =>
      asker.json<ForgetBody>({ method: 'POST', path: '/v1/forget', body: asker.about(person) }, options),
    erasure: (erasure: number, options?: CallOptions) =>
      asker.json<ErasureBody>({ path: `/v1/erasures/${erasure}` }, options),
  }
}
export type ShopperCalls = ReturnType<typeof shopperCalls>
