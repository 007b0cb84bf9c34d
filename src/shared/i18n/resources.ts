/**
 * All words of the app, by language and namespace. Main (dialogs, receipts) and the till page read
 * the same set. Keys are typed from the Korean files; `npx i18next-cli` compares the English ones.
 */
import enCart from './en/cart.json' with { type: 'json' }
import enChecking from './en/checking.json' with { type: 'json' }
import enBackup from './en/backup.json' with { type: 'json' }
import enCheckout from './en/checkout.json' with { type: 'json' }
import enClose from './en/close.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enCustomer from './en/customer.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enKeys from './en/keys.json' with { type: 'json' }
import enLessons from './en/lessons.json' with { type: 'json' }
import enOrders from './en/orders.json' with { type: 'json' }
import enPrinting from './en/printing.json' with { type: 'json' }
import enProducts from './en/products.json' with { type: 'json' }
import enRecords from './en/records.json' with { type: 'json' }
import enScan from './en/scan.json' with { type: 'json' }
import enSell from './en/sell.json' with { type: 'json' }
import enSettings from './en/settings.json' with { type: 'json' }
import koCart from './ko/cart.json' with { type: 'json' }
import enTender from './en/tender.json' with { type: 'json' }
import koChecking from './ko/checking.json' with { type: 'json' }
import koBackup from './ko/backup.json' with { type: 'json' }
import koCheckout from './ko/checkout.json' with { type: 'json' }
import koClose from './ko/close.json' with { type: 'json' }
import koCommon from './ko/common.json' with { type: 'json' }
import koCustomer from './ko/customer.json' with { type: 'json' }
import koErrors from './ko/errors.json' with { type: 'json' }
import koKeys from './ko/keys.json' with { type: 'json' }
import koLessons from './ko/lessons.json' with { type: 'json' }
import koOrders from './ko/orders.json' with { type: 'json' }
import koPrinting from './ko/printing.json' with { type: 'json' }
import koProducts from './ko/products.json' with { type: 'json' }
import koRecords from './ko/records.json' with { type: 'json' }
import koScan from './ko/scan.json' with { type: 'json' }
import koSell from './ko/sell.json' with { type: 'json' }
import koSettings from './ko/settings.json' with { type: 'json' }
import koTender from './ko/tender.json' with { type: 'json' }

export const DEFAULT_NAMESPACE = 'common'

const ko = {
  common: koCommon,
  backup: koBackup,
  scan: koScan,
  sell: koSell,
  cart: koCart,
  checking: koChecking,
  checkout: koCheckout,
  orders: koOrders,
  close: koClose,
  printing: koPrinting,
  products: koProducts,
  records: koRecords,
  settings: koSettings,
  errors: koErrors,
  customer: koCustomer,
  lessons: koLessons,
  keys: koKeys,
  tender: koTender,
}

const en = {
  common: enCommon,
  backup: enBackup,
  scan: enScan,
  sell: enSell,
  cart: enCart,
  checking: enChecking,
  checkout: enCheckout,
  orders: enOrders,
  close: enClose,
  printing: enPrinting,
  products: enProducts,
  records: enRecords,
  settings: enSettings,
  errors: enErrors,
  customer: enCustomer,
  lessons: enLessons,
  keys: enKeys,
  tender: enTender,
}

export const resources = { ko, en }

export type Words = typeof ko
