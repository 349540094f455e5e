/** What an e-commerce event name stands for here; 'none' for names that are known and are no fact of ours. */
export type FactName =
  | 'products.searched'
  | 'list.viewed'
  | 'product.clicked'
  | 'product.viewed'
  | 'product.dwelt'
  | 'product.wished'
  | 'product.unwished'
  | 'product.liked'
  | 'product.disliked'
  | 'product.shared'
  | 'product.reviewed'
  | 'cart.added'
  | 'cart.removed'
  | 'cart.viewed'
  | 'checkout.started'
  | 'coupon.entered'
  | 'coupon.applied'
  | 'coupon.denied'
  | 'coupon.removed'
  | 'order.placed'
  | 'order.refunded'
  | 'order.cancelled'
  | 'none'

/**
 * The names of the Segment e-commerce specification (version 2, its aliases, and version 1), plus ours for what it has
 * no name for. Case, spaces, "-", "_" and "." do not matter.
 * Source: Spec: V2 Ecommerce Events and V1 Ecommerce Events, segment.com/docs/connections/spec/ecommerce.
 */
export const eventNames: Readonly<Record<FactName, readonly string[]>> = {
  'products.searched': ['Products Searched', 'Searched Products', 'Product Searched', 'Searched Product'],
  'list.viewed': [
    'Product List Viewed',
    'Viewed Product List',
    'Product Category Viewed',
    'Viewed Product Category',
    'Product List Filtered',
    'Filtered Product List',
    'List Viewed',
  ],
  'product.clicked': ['Product Clicked', 'Clicked Product'],
  'product.viewed': [
    'Product Viewed',
    'Viewed Product',
    'Product Details Viewed',
    'Viewed Product Details',
    'Product Detail Viewed',
    'Viewed Product Detail',
  ],
  'product.dwelt': ['Product Dwelt', 'Dwelt on Product'],
  'product.wished': ['Product Added to Wishlist', 'Added Product to Wishlist', 'Product Wished'],
  'product.unwished': ['Product Removed from Wishlist', 'Removed Product from Wishlist', 'Product Unwished'],
  'product.liked': ['Product Liked', 'Liked Product'],
  'product.disliked': ['Product Disliked', 'Disliked Product'],
  'product.shared': ['Product Shared', 'Shared Product'],
  'product.reviewed': ['Product Reviewed', 'Reviewed Product'],
  'cart.added': [
    'Product Added',
    'Added Product',
    'Product Added to Cart',
    'Added Product to Cart',
    'Wishlist Product Added to Cart',
    'Added to Cart Wishlist Product',
    'Product Added to Cart from Wishlist',
    'Product Added from Wishlist to Cart',
    'Cart Added',
  ],
  'cart.removed': [
    'Product Removed',
    'Removed Product',
    'Product Removed from Cart',
    'Removed Product from Cart',
    'Cart Removed',
  ],
  'cart.viewed': ['Cart Viewed', 'Viewed Cart'],
  'checkout.started': ['Checkout Started', 'Started Checkout', 'Order Started', 'Started Order'],
  'coupon.entered': ['Coupon Entered', 'Entered Coupon'],
  'coupon.applied': ['Coupon Applied', 'Applied Coupon'],
  'coupon.denied': ['Coupon Denied', 'Denied Coupon'],
  'coupon.removed': ['Coupon Removed', 'Removed Coupon'],
  'order.placed': ['Order Completed', 'Completed Order', 'Order Placed', 'Placed Order'],
  'order.refunded': ['Order Refunded', 'Refunded Order', 'Refund Order'],
  'order.cancelled': ['Order Cancelled', 'Cancelled Order', 'Order Canceled', 'Canceled Order'],
  none: [
    'Promotion Viewed',
    'Viewed Promotion',
    'Promotion Clicked',
    'Clicked Promotion',
    'Checkout Step Viewed',
    'Viewed Checkout Step',
    'Checkout Step Completed',
    'Completed Checkout Step',
    'Payment Info Entered',
    'Entered Payment Info',
    'Order Updated',
    'Updated Order',
    'Cart Shared',
    'Shared Cart',
    'Application Installed',
    'Application Updated',
    'Application Opened',
    'Application Backgrounded',
    'Application Uninstalled',
    'Application Crashed',
    'Deep Link Opened',
    'Deep Link Clicked',
    'Install Attributed',
    'Push Notification Received',
    'Push Notification Tapped',
    'Push Notification Bounced',
    'Email Opened',
    'Email Link Clicked',
    'Email Delivered',
    'Email Bounced',
    'Signed Up',
    'Signed In',
    'Signed Out',
    'Segment Consent Preference Updated',
  ],
}

const bare = (name: string): string => name.toLowerCase().replace(/[-_.\s]+/g, '')

const byBareName = new Map<string, FactName>()
for (const [fact, names] of Object.entries(eventNames) as [FactName, readonly string[]][])
  for (const name of names) byBareName.set(bare(name), fact)

/** Names as they were sent -> fact, so that the same spelling is worked out once; bounded, as senders choose names. */
const seen = new Map<string, FactName | undefined>()
const seenMax = 5_000
const nameLengthMax = 100

/** The fact a name stands for; undefined when nobody knows the name. */
export function factNamed(name: string): FactName | undefined {
  const fact = seen.get(name)
  if (fact !== undefined || seen.has(name)) return fact
  if (name.length > nameLengthMax) return undefined
  const found = byBareName.get(bare(name))
  if (seen.size < seenMax) seen.set(name, found)
  return found
}
