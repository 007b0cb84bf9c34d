import type { OutputOf, ParsedInputOf, RouteName } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { createAcceptFail } from './accept-fail.ts'
import { createAcceptReturn } from './accept-return.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { createAskToss } from './ask-toss.ts'
import { createAttemptOutcome } from './attempt-outcome.ts'
import { createCheckRecords } from './check-records.ts'
import { createCatalogueEditing } from './catalogue-editing.ts'
import { createCheckout } from './checkout.ts'
import { createChooseCustomerDisplay } from './choose-customer-display.ts'
import { createCloseWindow } from './close-window.ts'
import { createDismissCheckout } from './dismiss-checkout.ts'
import { createEditCart } from './edit-cart.ts'
import { createFindMissing } from './find-missing.ts'
import { createFollowUps } from './follow-ups.ts'
import { createGiveBack } from './give-back.ts'
import { createHoldCart } from './hold-cart.ts'
import { createIssueReceipt } from './issue-receipt.ts'
import { createKeepBackups } from './keep-backups.ts'
import { createKeyedQueue } from './keyed-queue.ts'
import { createLessons } from './lessons.ts'
import { createListCatalogue } from './list-catalogue.ts'
import { createLookupPayment } from './lookup-payment.ts'
import { createManagerPin } from './manager-pin.ts'
import { createMendDifference } from './mend-difference.ts'
import { createNews } from './news.ts'
import { createOpenSettings } from './open-settings.ts'
import { createOrderChanges } from './order-changes.ts'
import type { PaymentReturns } from './payment-outcomes.ts'
import { createPrinting } from './printing.ts'
import { createReachability } from './reachability.ts'
import type { Picture } from './product-ports.ts'
import { createReconcile } from './reconcile.ts'
import { createRefundCash } from './refund-cash.ts'
import { createRefundOrder } from './refund-order.ts'
import { createRestoreBackup } from './restore-backup.ts'
import { createResumePayments } from './resume-payments.ts'
import { createSaveKeys } from './save-keys.ts'
import { createSaveSettings } from './save-settings.ts'
import { createScanCodes } from './scan-codes.ts'
import { createSearchOrders } from './search-orders.ts'
import { createSettleOrder } from './settle-order.ts'
import { createSettlePayment } from './settle-payment.ts'
import { createSettleReceipt } from './settle-receipt.ts'
import { createSettleRefund } from './settle-refund.ts'
import { createShowChecking } from './show-checking.ts'
import { createShowCustomer, type CustomerHandlers } from './show-customer.ts'
import { createShowOrder } from './show-order.ts'
import { createShowSale } from './show-sale.ts'
import { createDrawSlip } from './show-slip.ts'
import { createShowStatus } from './show-status.ts'
import { createStartCheckout } from './start-checkout.ts'
import { createTakeCash } from './take-cash.ts'
import { createUpdatePayment } from './update-payment.ts'

export type Handlers = {
  readonly [K in RouteName]: (input: ParsedInputOf<K>) => Promise<Result<OutputOf<K>>>
}

/** The till of one open store. */
export interface Application {
  /** One per route of the contract; the input was parsed by it. */
  readonly handlers: Handlers
  /** The customer's screen, by its own contract. */
  readonly customer: CustomerHandlers
  readonly payments: PaymentReturns
  /** What a page may be given under the name of a picture. */
  picture(name: string): Promise<Picture | null>
  /** The network seems to be back: whatever waits for Toss is asked now, if Toss answers. */
  networkBack(): void
  /** Restores the sale in hand from disk, then settles what was left open. Doesn't wait for Toss. */
  start(): Promise<void>
  /** Ends all timers and waits for calls that are under way. */
  stop(): Promise<void>
}

/** Puts the use cases of one store together. Reads like a parts list; decides nothing. */
export function createApplication(given: ApplicationPorts): Application {
  // Whatever is told to the page may be what a lesson waits for.
  let noticed = () => {}
  const events: ApplicationPorts['events'] = {
    publish(name, data) {
      given.events.publish(name, data)
      noticed()
    },
  }
  const ports = { ...given, events }
  const queue = createKeyedQueue()
  const followUps = createFollowUps(ports.timers, ports.clock)
  const checkout = createCheckout(ports.events)
  const status = createShowStatus(ports)
  const reachability = createReachability({ ...ports, followUps, status })
  const ask = createAskToss({ ...ports, reachability })
  const news = createNews({ ...ports, checkout })
  const checking = createShowChecking({ ...ports, followUps, news })
  const drawSlip = createDrawSlip(ports)
  const printing = createPrinting({ ...ports, drawSlip })
  const changes = createOrderChanges({
    ...ports,
    checkout,
    queue,
    status,
    news,
    checking,
    printing,
  })
  const outcome = createAttemptOutcome({ ...ports, changes, checking })
  const updatePayment = createUpdatePayment({ ...ports, changes })

  const paying = {
    ...ports,
    updatePayment,
    ask,
    outcome,
    changes,
    checkout,
    queue,
    followUps,
    status,
    news,
    checking,
  }
  const giveBack = createGiveBack(paying)
  const settlePayment = createSettlePayment({ ...paying, giveBack })
  const settleRefund = createSettleRefund({ ...paying, settlePayment })
  const settleReceipt = createSettleReceipt(paying)
  const closeWindow = createCloseWindow({ ...paying, settlePayment })
  const resumePayments = createResumePayments({
    ...paying,
    closeWindow,
    settlePayment,
    settleRefund,
  })

  const reconcile = createReconcile({
    ...paying,
    mend: createMendDifference({ ...paying, settlePayment, settleRefund }),
  })

  const managerPin = createManagerPin(ports)
  const cart = createEditCart({ ...ports, checkout, queue, managerPin })
  const scanCodes = createScanCodes({ ...ports, cart })
  const hold = createHoldCart({ ...ports, cart })
  const editing = createCatalogueEditing({ ...ports, cart, managerPin })
  const showOrder = createShowOrder(ports)
  const openSettings = createOpenSettings(ports)
  const saveSettings = createSaveSettings({
    ...ports,
    checkout,
    openSettings,
    status,
    managerPin,
  })
  const keys = createSaveKeys({ ...ports, checkout, saveSettings, status })
  const lookup = createLookupPayment({ ...paying, updatePayment })
  const backups = createKeepBackups(ports)
  const findMissing = createFindMissing({
    ...paying,
    refresh: (orderId) => lookup({ orderId, way: 'orderId' }),
    changed: backups.publish,
  })
  // Also what a press that came after the recovery hears.
  const nothingToRecover = async () => ok({ stage: 'none' as const })

  const showSale = createShowSale(ports)
  const lessons = createLessons({
    ...given,
    checkout,
    news,
    printing,
    clearCart: () => cart.clear(),
  })
  noticed = lessons.noticed
  const customerDisplay = createChooseCustomerDisplay(ports)
  const records = createCheckRecords({ ...ports, queue })

  return {
    handlers: {
      'status.get': status.show,
      'catalogue.list': createListCatalogue(ports),
      ...editing.handlers,
      'cart.get': cart.get,
      'cart.add': scanCodes.add,
      'cart.setQuantity': scanCodes.setQuantity,
      'cart.clear': cart.clear,
      'cart.scan': scanCodes.scan,
      'labels.get': scanCodes.labels,
      'labels.save': scanCodes.saveLabels,
      'cart.discount': cart.discount,
      'cart.approve': cart.approve,
      'cart.note': cart.note,
      'cart.serving': cart.serve,
      'cart.undo': cart.undo,
      'cart.hold': hold.hold,
      'cart.recall': hold.recall,
      'checkout.get': async () => ok(checkout.view()),
      'checkout.start': createStartCheckout({ ...paying, closeWindow }),
      'checkout.abandon': closeWindow.abandon,
      'checkout.dismiss': createDismissCheckout({ ...ports, checkout, changes }),
      'checking.get': checking.show,
      'checking.putAway': checking.putAway,
      'orders.search': createSearchOrders(ports),
      'orders.get': showOrder,
      'orders.lookup': lookup,
      'orders.settle': createSettleOrder({
        ...ports,
        settlePayment,
        settleRefund,
        settleReceipt,
        showOrder,
      }),
      'orders.refund': createRefundOrder({
        ...paying,
        settleRefund,
        refundCash: createRefundCash({ ...paying, settleReceipt }),
      }),
      'network.back': async () => {
        reachability.hint()
        return ok({})
      },
      'reconcile.run': reconcile.run,
      'records.last': records.last,
      'records.verify': records.verify,
      'settings.get': () => openSettings(),
      'settings.saveShop': saveSettings.saveShop,
      'settings.savePreferences': saveSettings.savePreferences,
      'settings.saveDiscounts': saveSettings.saveDiscounts,
      'settings.openStore': saveSettings.openStore,
      'settings.saveKeys': keys.save,
      'settings.forgetKeys': keys.forget,
      'backups.get': backups.view,
      'backups.make': backups.make,
      'backups.compare': backups.compare,
      'backups.restore': createRestoreBackup({ ...ports, checkout }),
      'backups.putReportAway': backups.putReportAway,
      'sale.get': showSale,
      'cash.take': createTakeCash(paying),
      'cashReceipt.issue': createIssueReceipt({ ...paying, settleReceipt }),
      'slips.show': drawSlip.show,
      'slips.savePdf': drawSlip.savePdf,
      'slips.print': printing.print,
      'slips.printLast': printing.printLast,
      'printing.get': printing.show,
      'printing.saveSettings': printing.saveSettings,
      'printing.test': printing.test,
      'printing.retry': printing.retry,
      'printing.reprint': printing.reprint,
      'printing.putAway': printing.putAway,
      'lessons.get': lessons.view,
      'lessons.start': lessons.start,
      'lessons.stop': lessons.stop,
      'lessons.refill': lessons.refill,
      'lessons.startOver': lessons.startOver,
      'customerDisplay.get': customerDisplay.get,
      'customerDisplay.choose': customerDisplay.choose,
      'recovery.get': nothingToRecover,
      'recovery.retry': nothingToRecover,
      'recovery.restore': nothingToRecover,
      'recovery.startEmpty': nothingToRecover,
    },
    customer: createShowCustomer({ ...ports, cart, checkout, showSale }),
    payments: {
      acceptReturn: createAcceptReturn({ ...paying, closeWindow, settlePayment }),
      acceptFail: createAcceptFail({ ...ports, closeWindow }),
      windowClosed: closeWindow.closed,
    },
    picture: editing.picture,
    networkBack: () => reachability.hint(),
    async start() {
      await checking.start()
      await resumePayments.restore()
      // The page may be open already, on the store that was open before.
      ports.events.publish('catalogue.changed', {})
      ports.events.publish('checkout.changed', checkout.view())
      const open = await cart.get()
      if (open.ok) ports.events.publish('cart.changed', open.data)
      const taught = await lessons.view()
      if (taught.ok) ports.events.publish('lessons.changed', taught.data)
      await status.refresh()
      resumePayments.settleOpen().catch((error: unknown) => {
        ports.log.error('resume_broke', error, {})
      })
      settleReceipt.settleOpen().catch((error: unknown) => {
        ports.log.error('resume_broke', error, {})
      })
      backups.start()
      findMissing.start()
      editing.sweep().catch((error: unknown) => ports.log.error('pictures_not_swept', error, {}))
      // Last, and no reason for a till not to open.
      printing.start().catch((error: unknown) => ports.log.error('printing_not_started', error, {}))
    },
    async stop() {
      followUps.stop()
      await lessons.close()
      reachability.stop()
      reconcile.stop()
      await backups.stop()
      await printing.stop()
      await queue.idle()
      await checking.stop()
    },
  }
}
