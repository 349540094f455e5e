import { getRound, postRoundEvents } from './floor/rounds.ts'
import { getCoverage } from './merchant/coverage.ts'
import { cancelDelivery, getDeliveries, getDispatchDelivery, postDeliveries } from './merchant/dispatch-deliveries.ts'
import {
  acceptPlan,
  comparePlans,
  deleteSolve,
  getPlan,
  getPlans,
  getSolve,
  getSolveStream,
  postMove,
  postSolve,
  withdrawPlan,
} from './merchant/dispatch-plans.ts'
import {
  deleteDepot,
  deleteVehicle,
  getDepots,
  getRoads,
  getVehicles,
  putDepot,
  putRoads,
  putVehicle,
} from './merchant/dispatch-sites.ts'
import { applyRun, deleteRun, dismissRun, getRun, getRunRejects, getRuns, postRun } from './merchant/feed-runs.ts'
import { getHeldPrices, postHeldPrice } from './merchant/held-prices.ts'
import { deleteImport, getImport, getImports, getRejects, postImport } from './merchant/imports.ts'
import { deleteMall, getMall, getMalls, pauseMall, putMall, resumeMall } from './merchant/malls.ts'
import { deleteValue, getOffer, getOffers, getProductOffers, putValue } from './merchant/offers.ts'
import { getPolicies } from './merchant/policies.ts'
import { postMallPrices, postPrices } from './merchant/prices.ts'
import { getQuality } from './merchant/quality.ts'
import { deleteVerdict, getReviews, postReview } from './merchant/reviews.ts'
import { getSales } from './merchant/sales.ts'
import { getShoppers, getTimeline } from './merchant/shoppers.ts'
import { getStatus } from './merchant/status.ts'
import { getStream } from './merchant/stream.ts'
import { deleteWaiting, getWaiting, postWaiting } from './merchant/waiting.ts'
import { getBusiest, getDryRun } from './merchant/watch.ts'
import { getDelivery, postReplay } from './ops/delivery.ts'
import { getDocs, getDocsJson } from './ops/docs.ts'
import { getHealthz, getMetrics, getReadyz } from './ops/health.ts'
import { deleteKey, getKeys, postKey } from './ops/keys.ts'
import { deleteTraining, getRanker, postTraining, putRanker } from './ops/ranker.ts'
import type { Route } from './route.ts'
import { getHealth } from './routing/health.ts'
import { postRoute, postVroom } from './routing/route.ts'
import {
  deleteRoutingSolve,
  getRoutingSolve,
  getRoutingSolveStream,
  getRoutingSolves,
  postRoutingSolve,
} from './routing/solves.ts'
import { getAlertStream, getAlerts } from './shopper/alerts.ts'
import { getArrivalStream, getArrivals } from './shopper/arrivals.ts'
import { collectRoutes } from './shopper/collect.ts'
import { deleteContact, getContacts, postContact, putWishes } from './shopper/contacts.ts'
import { getDeal, getPriceHistory } from './shopper/deals.ts'
import { getNext } from './shopper/next.ts'
import { getProduct } from './shopper/product.ts'
import { getSearch, getSuggest } from './shopper/search.ts'
import { getErasure, getInterests, getMyData, getPreferences, postForget, putPreferences } from './shopper/self.ts'
import { getHome, getWhy, postRank } from './shopper/shown.ts'
import {
  deleteSubscription,
  getSubscriptions,
  getSuggestion,
  postSubscription,
  putSubscription,
} from './shopper/subscriptions.ts'
import { getUnsubscribe, postUnsubscribe } from './shopper/unsubscribe.ts'

/** Every call of the API, in the order in which /docs lists them. */
export const routes: readonly Route[] = [
  ...collectRoutes,
  getHome,
  postRank,
  getWhy,
  getNext,
  getProduct,
  getSearch,
  getSuggest,
  getInterests,
  getPreferences,
  putPreferences,
  getMyData,
  postSubscription,
  getSubscriptions,
  getSuggestion,
  putSubscription,
  deleteSubscription,
  getAlerts,
  getAlertStream,
  getArrivals,
  getArrivalStream,
  getPriceHistory,
  getDeal,
  getContacts,
  postContact,
  deleteContact,
  putWishes,
  getUnsubscribe,
  postUnsubscribe,
  postForget,
  getErasure,
  getStatus,
  getStream,
  getSales,
  getShoppers,
  getTimeline,
  getPolicies,
  getQuality,
  postImport,
  getImports,
  getImport,
  getRejects,
  deleteImport,
  getMalls,
  getMall,
  putMall,
  deleteMall,
  pauseMall,
  resumeMall,
  postMallPrices,
  postPrices,
  getRuns,
  postRun,
  getRun,
  deleteRun,
  applyRun,
  dismissRun,
  getRunRejects,
  getOffers,
  getOffer,
  getProductOffers,
  putValue,
  deleteValue,
  getReviews,
  postReview,
  deleteVerdict,
  getCoverage,
  getDryRun,
  getBusiest,
  getWaiting,
  postWaiting,
  deleteWaiting,
  getHeldPrices,
  postHeldPrice,
  postRoute,
  postVroom,
  getHealth,
  postRoutingSolve,
  getRoutingSolves,
  getRoutingSolve,
  getRoutingSolveStream,
  deleteRoutingSolve,
  getDepots,
  putDepot,
  deleteDepot,
  getRoads,
  putRoads,
  getVehicles,
  putVehicle,
  deleteVehicle,
  getDeliveries,
  postDeliveries,
  getDispatchDelivery,
  cancelDelivery,
  postSolve,
  getSolve,
  getSolveStream,
  deleteSolve,
  getPlans,
  getPlan,
  acceptPlan,
  withdrawPlan,
  postMove,
  comparePlans,
  getRound,
  postRoundEvents,
  postKey,
  getKeys,
  deleteKey,
  getDelivery,
  postReplay,
  getRanker,
  putRanker,
  postTraining,
  deleteTraining,
  getHealthz,
  getReadyz,
  getMetrics,
  getDocs,
  getDocsJson,
]
