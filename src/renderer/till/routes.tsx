/**
 * All screens, in code. Hash history, so that main serves a fixed list of files and needs no rule
 * for unknown paths. `/orders` keeps its list while `/orders/$orderId` opens one beside it.
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router'
import { parseCloseSearch } from './features/close/close-search.ts'
import { CloseScreen } from './features/close/close-screen.tsx'
import { parseOrdersSearch } from './features/orders/order-filter.ts'
import { LessonsScreen } from './features/lessons/lessons-screen.tsx'
import { parseProductsSearch } from './features/products/products-search.ts'
import { ProductsScreen } from './features/products/products-screen.tsx'
import { OrdersWithReceipts } from './screens/orders-with-receipts.tsx'
import { SellScreen } from './screens/sell-screen.tsx'
import { parseSettingsSearch } from './features/settings/settings-search.ts'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { BrokenScreen } from './frame/broken-screen.tsx'
import { Frame } from './frame/frame.tsx'
import { NotFoundScreen } from './frame/not-found-screen.tsx'

const rootRoute = createRootRoute({
  component: Frame,
  errorComponent: BrokenScreen,
  notFoundComponent: NotFoundScreen,
})

const sellRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: SellScreen,
})

const ordersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/orders',
  component: OrdersWithReceipts,
  validateSearch: parseOrdersSearch,
})

const orderRoute = createRoute({
  getParentRoute: () => ordersRoute,
  path: '$orderId',
})

const closeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/close',
  component: CloseScreen,
  validateSearch: parseCloseSearch,
})

const lessonsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/lessons',
  component: LessonsScreen,
})

const productsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/products',
  component: ProductsScreen,
  validateSearch: parseProductsSearch,
})

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: SettingsScreen,
  validateSearch: parseSettingsSearch,
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    sellRoute,
    ordersRoute.addChildren([orderRoute]),
    closeRoute,
    lessonsRoute,
    productsRoute,
    settingsRoute,
  ]),
  history: createHashHistory(),
  defaultErrorComponent: BrokenScreen,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
