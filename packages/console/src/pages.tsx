import { LoadingState } from '@nunchi/ui'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { NotFound } from './shell/not-found.tsx'

const Overview = lazy(async () => ({ default: (await import('./overview/overview.tsx')).Overview }))
const Live = lazy(async () => ({ default: (await import('./live/live.tsx')).Live }))
const Shoppers = lazy(async () => ({ default: (await import('./shoppers/shoppers.tsx')).Shoppers }))
const Shopper = lazy(async () => ({ default: (await import('./shopper/shopper.tsx')).Shopper }))
const Models = lazy(async () => ({ default: (await import('./models/models.tsx')).Models }))
const Policies = lazy(async () => ({ default: (await import('./policies/policies.tsx')).Policies }))
const Malls = lazy(async () => ({ default: (await import('./malls/malls.tsx')).Malls }))
const OneMall = lazy(async () => ({ default: (await import('./malls/one-mall.tsx')).OneMall }))
const Reviews = lazy(async () => ({ default: (await import('./reviews/reviews.tsx')).Reviews }))
const Offers = lazy(async () => ({ default: (await import('./offers/offers.tsx')).Offers }))
const Product = lazy(async () => ({ default: (await import('./offers/product.tsx')).Product }))
const Coverage = lazy(async () => ({ default: (await import('./coverage/coverage.tsx')).Coverage }))
const Watch = lazy(async () => ({ default: (await import('./watch/watch.tsx')).Watch }))
const HeldPrices = lazy(async () => ({ default: (await import('./held/held.tsx')).HeldPrices }))
const Delivery = lazy(async () => ({ default: (await import('./delivery/delivery.tsx')).Delivery }))
const Dispatch = lazy(async () => ({ default: (await import('./dispatch/dispatch.tsx')).Dispatch }))
const Quality = lazy(async () => ({ default: (await import('./quality/quality.tsx')).Quality }))
const Imports = lazy(async () => ({ default: (await import('./imports/imports.tsx')).Imports }))
const OneImport = lazy(async () => ({ default: (await import('./imports/one-import.tsx')).OneImport }))
const Keys = lazy(async () => ({ default: (await import('./keys/keys.tsx')).Keys }))
const Health = lazy(async () => ({ default: (await import('./health/health.tsx')).Health }))

/** Every page by its address, each fetched when it is first opened. */
export function Pages() {
  return (
    <Suspense fallback={<LoadingState rows={6} height={48} />}>
      <Switch>
        <Route path="/" component={Overview} />
        <Route path="/live" component={Live} />
        <Route path="/shoppers" component={Shoppers} />
        <Route path="/shoppers/:as/:id">{({ as, id }) => <Shopper key={`${as}/${id}`} />}</Route>
        <Route path="/models" component={Models} />
        <Route path="/policies" component={Policies} />
        <Route path="/malls" component={Malls} />
        <Route path="/malls/:mall">{({ mall }) => <OneMall mall={mall} key={mall} />}</Route>
        <Route path="/reviews" component={Reviews} />
        <Route path="/offers" component={Offers} />
        <Route path="/offers/:product">{({ product }) => <Product key={product} />}</Route>
        <Route path="/coverage" component={Coverage} />
        <Route path="/watch" component={Watch} />
        <Route path="/held-prices" component={HeldPrices} />
        <Route path="/delivery" component={Delivery} />
        <Route path="/dispatch" component={Dispatch} />
        <Route path="/quality" component={Quality} />
        <Route path="/imports" component={Imports} />
        <Route path="/imports/:id">{({ id }) => <OneImport id={id} key={id} />}</Route>
        <Route path="/keys" component={Keys} />
        <Route path="/health" component={Health} />
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  )
}
