import { ANONYMOUS, loadTossPayments } from '@tosspayments/tosspayments-sdk'
import type { Intent } from './intent.ts'
import { codeOf, leaveWith } from './leave.ts'

/**
 * Codes after which the customer can simply go on: a part of the form isn't filled in yet, or a
 * second press came while the first still runs. Everything else ends the attempt.
 * Source: Toss SDK v2 error codes.
 */
const CUSTOMER_CAN_GO_ON = new Set([
  'NOT_SELECTED_PAYMENT_METHOD',
  'NEED_AGREEMENT_WITH_REQUIRED_TERMS',
  'NEED_CARD_PAYMENT_DETAIL',
  'NEED_REFUND_ACCOUNT_DETAIL',
  'INVALID_METHOD_TRANSACTION',
])

/** Draws the widget for this intent. The returned function starts the payment. Throws the SDK's errors. */
export async function drawWidget(
  intent: Intent,
  places: { readonly methods: string; readonly agreement: string },
  say: (words: string) => void,
): Promise<() => Promise<void>> {
  const toss = await loadTossPayments(
    intent.clientKey,
    intent.sdkUrl === null ? {} : { src: intent.sdkUrl },
  )
  const widgets = toss.widgets({ customerKey: ANONYMOUS })
  await widgets.setAmount({ currency: 'KRW', value: intent.amount })
  await Promise.all([
    widgets.renderPaymentMethods({ selector: places.methods, variantKey: 'DEFAULT' }),
    widgets.renderAgreement({ selector: places.agreement, variantKey: 'AGREEMENT' }),
  ])

  return async () => {
    const ref = encodeURIComponent(intent.ref)
    try {
      // Redirect form: Toss navigates this window to one of the two addresses, which main catches.
      await widgets.requestPayment({
        orderId: intent.orderId,
        orderName: intent.orderName,
        successUrl: `${window.location.origin}/toss/confirm-payment?ref=${ref}`,
        failUrl: `${window.location.origin}/toss/payment-failed?ref=${ref}`,
      })
    } catch (error) {
      const { code, message } = codeOf(error)
      if (CUSTOMER_CAN_GO_ON.has(code)) say(message)
      else leaveWith(intent.ref, code, message)
    }
  }
}
