import { Container } from '@mantine/core'
import { ErrorState, LoadingState } from '@nunchi/ui'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { HomePage } from '../home/home-page.tsx'
import { ItemSheetProvider } from '../item/item-sheet-provider.tsx'
import { NotFoundPage } from '../shell/not-found-page.tsx'
import { Shell } from '../shell/shell.tsx'
import { fetchConfig } from './config.ts'
import { HomeWatchProvider } from './home-watch.tsx'
import { ShopProvider } from './shop.tsx'

const ProductPage = lazy(() => import('../product/product-page.tsx').then((file) => ({ default: file.ProductPage })))
const SearchPage = lazy(() => import('../search/search-page.tsx').then((file) => ({ default: file.SearchPage })))
const CartPage = lazy(() => import('../cart/cart-page.tsx').then((file) => ({ default: file.CartPage })))
const CheckoutPage = lazy(() => import('../cart/checkout-page.tsx').then((file) => ({ default: file.CheckoutPage })))
const OrderPage = lazy(() => import('../cart/order-page.tsx').then((file) => ({ default: file.OrderPage })))
const MePage = lazy(() => import('../me/me-page.tsx').then((file) => ({ default: file.MePage })))
const ComparePage = lazy(() => import('../home/compare-page.tsx').then((file) => ({ default: file.ComparePage })))

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
        <ItemSheetProvider>
          <Shell>
            <Suspense fallback={<LoadingState rows={6} height={64} />}>
              <Switch>
                <Route path="/" component={HomePage} />
                <Route path="/products/:product">
                  {({ product }) => <ProductPage key={product} product={product} />}
                </Route>
                <Route path="/search" component={SearchPage} />
                <Route path="/cart" component={CartPage} />
                <Route path="/checkout" component={CheckoutPage} />
                <Route path="/orders/:order">{({ order }) => <OrderPage order={order} />}</Route>
                <Route path="/me" component={MePage} />
                <Route path="/compare" component={ComparePage} />
                <Route component={NotFoundPage} />
              </Switch>
            </Suspense>
          </Shell>
        </ItemSheetProvider>
      </HomeWatchProvider>
    </ShopProvider>
  )
}
