import { ProductAnswerBody } from '@nunchi/protocol'
import { Type } from 'typebox'
import { Refusal } from '../../domain/refusal.ts'
import type { ProductId } from '../../domain/units.ts'
import { route } from '../route.ts'

const ProductPath = Type.Object({ product: Type.String({ minLength: 1, maxLength: 256 }) })

/** GET /v1/products/:product: what the shop says of one product. 200, 404 PRODUCT_UNKNOWN. */
export const getProduct = route({
  method: 'GET',
  path: '/v1/products/:product',
  access: 'publishable',
  group: 'Shopper',
  summary: 'What the shop says of one product',
  params: ProductPath,
  answer: { status: 200, body: ProductAnswerBody },
  handle: (rim, { params }, reply) => {
    const id = params.product as ProductId
    const known = rim.shop.product(id)
    if (known === undefined) throw new Refusal('PRODUCT_UNKNOWN', { product: id })
    const { id: product, ...rest } = known
    const { currency } = rim.settings
    const { position } = rim.shop.health()
    reply.header('cache-control', 'no-store')
    return reply.send({ currency, position, product: { product, ...rest, inStock: rim.shop.canBeBought(id) } })
  },
})
