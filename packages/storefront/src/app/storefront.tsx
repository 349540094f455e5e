import { Container } from '@mantine/core'
import { ErrorBoundary, ErrorState, LoadingState } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { HomePage } from '../home/home-page.tsx'
import { ItemSheetProvider } from '../item/item-sheet-provider.tsx'
import { NotFoundPage } from '../shell/not-found-page.tsx'
import { Shell } from '../shell/shell.tsx'
import { WatchProvider } from '../watch/watch-provider.tsx'
import { fetchConfig } from './config.ts'
import { HomeWatchProvider } from './home-watch.tsx'
import { lastPartOf } from './last-part.ts'
import {
  CartPage,
  CheckoutPage,
  ComparePage,
  fetchPages,
  MePage,
  OrderPage,
  ProductPage,
  SearchPage,
  WatchPage,
} from './pages.ts'
import { ShopProvider } from './shop.tsx'

/** The demo shop: asks the server for its settings, then shows the page that the address names. */
export function Storefront() {
  const {
    data: config,
    error,
    refetch,
  } = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => fetchConfig(signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!config)
    return (
      <Container component="main" size="sm" py="xl">
        <h1 className="visually-hidden">Nunchi</h1>
        {error ? <ErrorState error={error} retry={refetch} /> : <LoadingState rows={6} height={48} />}
      </Container>
    )
  return (
    <ShopProvider config={config}>
      <HomeWatchProvider>
        <WatchProvider>
          <ItemSheetProvider>
            <Shell>
              <Pages />
            </Shell>
          </ItemSheetProvider>
        </WatchProvider>
      </HomeWatchProvider>
    </ShopProvider>
  )
}

const idleMs = 1_500

/** The page that the address names; one that breaks, or cannot be fetched, leaves the rest of the shop standing. */
function Pages() {
  const [path] = useLocation()
  useEffect(() => {
    const timer = setTimeout(fetchPages, idleMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <ErrorBoundary key={path} instead={(error) => <ErrorState error={error} retry={() => window.location.reload()} />}>
      <Suspense fallback={<LoadingState rows={6} height={64} />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/products/:product">
            {() => <ProductPage key={path} product={lastPartOf(window.location.pathname)} />}
          </Route>
          <Route path="/product/:product">
            {() => <Redirect to={`/products/${encodeURIComponent(lastPartOf(window.location.pathname))}`} replace />}
          </Route>
          <Route path="/search" component={SearchPage} />
          <Route path="/cart" component={CartPage} />
          <Route path="/checkout" component={CheckoutPage} />
          <Route path="/orders/:order">{({ order }) => <OrderPage order={order} />}</Route>
          <Route path="/me" component={MePage} />
          <Route path="/compare" component={ComparePage} />
          <Route path="/watch" component={WatchPage} />
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}
