/** What is wrong with a wish to be told of a price: part of `refusals`, sorted by code. */
export const subscriptionRefusals = {
  SUBSCRIPTIONS_FULL: {
    status: 409,
    says: 'This shopper waits for {max} things already, and no more are kept; end one that is not needed any more.',
  },
  SUBSCRIPTION_BAND: {
    status: 400,
    says: 'No price is from {fromMinor} to {toMinor} ({field}); put the lower one into fromMinor.',
  },
  SUBSCRIPTION_CONDITIONS: {
    status: 400,
    says: 'Nothing says what to wait for of the products ({field}); give at least one condition, as a price that is low enough.',
  },
  SUBSCRIPTION_CONTENT: {
    status: 400,
    says: 'How much {product} holds in {unit} is not known ({field}), so its price for that cannot be told; wait for its whole price, or give the product the attribute.',
  },
  SUBSCRIPTION_COUNTING: {
    status: 400,
    says: 'No mall has offers of {product}, so its price is the same however it is counted ({field}); leave "counting" out.',
  },
  SUBSCRIPTION_DAYS: {
    status: 400,
    says: '{days} is no number of days ({field}); give a whole one from 1 to {max}, or leave it out for all time.',
  },
  SUBSCRIPTION_ID: { status: 409, says: 'The id {id} is taken; make another, best a random UUID.' },
  SUBSCRIPTION_LOWEST: {
    status: 400,
    says: 'What all products did cost is kept as everybody pays it alone, so a query that counts otherwise cannot wait for the lowest ({field}); leave "counting" out, or give another condition.',
  },
  SUBSCRIPTION_MALL: {
    status: 400,
    says: 'There is no mall {mall} ({field}); name those of which a product has offers.',
  },
  SUBSCRIPTION_PER: {
    status: 400,
    says: '{amount} is no amount that a price can be for ({field}); give a number above 0, at most {max}.',
  },
  SUBSCRIPTION_PERCENT: {
    status: 400,
    says: '{percent} is no share of a price to wait for ({field}); give hundredths from {min} to {max}.',
  },
  SUBSCRIPTION_QUERY: {
    status: 400,
    says: 'The condition {when} counts from the price of a product, so a query cannot have it ({field}); name products, or give another condition.',
  },
  SUBSCRIPTION_RISE: {
    status: 400,
    says: 'A rise is waited for by itself ({field}), as a price does not rise and fall at once; make a subscription of its own for it.',
  },
  SUBSCRIPTION_SINCE: {
    status: 400,
    says: 'A drop since "{since}" cannot be waited for here ({field}); give one of {allowed}: of products since they were asked for or told of, of a query since just before.',
  },
  SUBSCRIPTION_STEP: {
    status: 400,
    says: 'The condition {when} has {count} of byMinor and byPercent ({field}); give exactly one.',
  },
  SUBSCRIPTION_STREAMS: {
    status: 429,
    says: '{max} streams of alerts are open, and no more are allowed; close one, or ask GET /v1/alerts now and then.',
  },
  SUBSCRIPTION_TARGET: {
    status: 400,
    says: '{minor} is no amount to wait for ({field}); give a whole number of minor units from 1 to {max}.',
  },
  SUBSCRIPTION_TERMS: {
    status: 400,
    says: 'The query names no word, brand, category or attribute ({field}), so anything would fit it; name at least one.',
  },
  SUBSCRIPTION_TOO_MUCH: {
    status: 400,
    says: 'There are {count} entries in {field}, and it takes {max}; make several subscriptions of them.',
  },
  SUBSCRIPTION_TWICE: {
    status: 400,
    says: 'The condition {when} is there twice ({field}); keep the one that is meant.',
  },
  SUBSCRIPTION_UNKNOWN: { status: 404, says: 'There is no subscription {id}, or it has ended.' },
  SUBSCRIPTION_UNTIL: {
    status: 400,
    says: 'Its end, {until}, is over already ({field}); give a later moment, or none.',
  },
  SUBSCRIPTION_WAYS: {
    status: 409,
    says: 'The price of {product} is counted in {max} ways already, and no more are kept ({field}); leave "counting" out, or name the malls and cards that others name.',
  },
} as const
