import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductView } from '#shared/ipc/contract.ts'
import type { Won } from '#shared/money.ts'
import { CartPanel } from '../features/cart/cart-panel.tsx'
import { useReceiptAtSale } from '../features/cash-receipt/use-receipt-at-sale.tsx'
import { CataloguePanel } from '../features/catalogue/catalogue-panel.tsx'
import { CheckingScreen } from '../features/checkout/checking-screen.tsx'
import { DepositResult } from '../features/checkout/deposit-result.tsx'
import { NotPaidResult } from '../features/checkout/not-paid-result.tsx'
import { PaidResult } from '../features/checkout/paid-result.tsx'
import { PayButton } from '../features/checkout/pay-button.tsx'
import { StoreNotice } from '../features/checkout/store-notice.tsx'
import { isBusy, useCheckout } from '../features/checkout/use-checkout.ts'
import { useIsChecking } from '../features/checkout/use-is-checking.ts'
import { CashButton } from '../features/tender/cash-button.tsx'
import { TakenParts } from '../features/tender/taken-parts.tsx'
import { TenderPad } from '../features/tender/tender-pad.tsx'
import { useCash } from '../features/tender/use-cash.ts'
import { useSaleInHand } from '../features/tender/use-sale-in-hand.ts'
import { MainArea, RightPanel } from '../frame/areas.tsx'
import { failureOf } from '../ipc/call.ts'
import { cartStore } from '../ipc/cart-store.ts'
import { statusQuery } from '../ipc/queries.ts'
import { useCart } from '../ipc/use-cart.ts'
import { useShortcut } from '../keys/use-shortcut.ts'
import { Banner } from '../ui/banner.tsx'
import { FailureWords } from '../ui/failure-words.tsx'
import { useSearchKeys } from './use-search-keys.ts'

const ZERO = 0 as Won

/** Selling: the catalogue, the cart, and in the cart's place how the last sale ended. */
export function SellScreen() {
  const { t } = useTranslation(['sell', 'common'])
  const { cart } = useCart()
  const { data: status } = useQuery(statusQuery)
  const { checkout, start, pay, dismiss, settle } = useCheckout()
  const isChecking = useIsChecking(checkout)
  const search = useRef<HTMLInputElement>(null)
  const cashButton = useRef<HTMLButtonElement>(null)

  const counts = useMemo(
    () => new Map(cart?.lines.map(({ productId, quantity }) => [productId, quantity])),
    [cart],
  )

  /** A result in the cart's place gives way to the next sale. */
  const putAway = () => {
    if (checkout.stage === 'idle' || isBusy(checkout) || dismiss.isPending) return
    start.reset()
    dismiss.mutate()
  }
  const putPaidAway = () => {
    if (checkout.stage === 'paid') putAway()
  }
  const add = (product: ProductView) => {
    putAway()
    cartStore.add(product)
  }
  useSearchKeys(search, putPaidAway)

  const receipt = useReceiptAtSale()
  const sale = useSaleInHand()
  const [isPadOpen, setIsPadOpen] = useState(false)
  const cash = useCash(() => setIsPadOpen(false))
  const total = sale?.total ?? cart?.total ?? ZERO
  const due = sale?.due ?? total
  const isPayable =
    due > 0 && !isBusy(checkout) && sale?.takesMore !== false && cart?.approval !== 'needed'
  const openPad = () => {
    if (!isPayable) return
    // The next customer's first tap may be faster than the last result goes away.
    putAway()
    cash.reset()
    start.reset()
    setIsPadOpen(true)
  }
  const isPadShown = isPadOpen && isPayable
  const closePad = () => {
    setIsPadOpen(false)
    // The pad takes the focus away with it; the keyboard goes on where it was opened.
    requestAnimationFrame(() => cashButton.current?.focus())
  }
  const hasNoKeys = status?.toss === 'keys_missing'
  const payAll = () => {
    if (isPayable && !hasNoKeys) pay({ total })
  }
  // The pad has the same two keys for its two kinds of money.
  useShortcut('cash', isPadShown ? null : openPad)
  useShortcut('pay', isPadShown ? null : payAll)
  const isCheckingShown = checkout.stage === 'confirming' && isChecking
  const goOn = isCheckingShown ? () => dismiss.mutate() : putAway
  useShortcut('nextCustomer', checkout.stage === 'idle' || isPadShown ? null : goOn)

  if (isCheckingShown) {
    return (
      <MainArea className="col-span-2">
        <CheckingScreen
          checkout={checkout}
          isLookingUp={settle.isPending}
          failure={settle.error === null ? null : failureOf(settle.error)}
          onNextCustomer={goOn}
          onLookUpNow={() => settle.mutate(checkout.orderId)}
        />
      </MainArea>
    )
  }

  const failure = start.error === null ? null : failureOf(start.error)
  const payButton = (
    <div className="grid grid-cols-[1fr_2fr] gap-3 tight:grid-cols-[auto_1fr] tight:gap-2">
      <CashButton ref={cashButton} isDisabled={!isPayable} onOpen={openPad} />
      <PayButton
        total={due}
        isDisabled={!isPayable || hasNoKeys}
        isStarting={start.isPending}
        onPay={payAll}
      />
    </div>
  )

  const side = () => {
    if (isPadShown) {
      return (
        <TenderPad
          due={due}
          isCardPossible={!hasNoKeys}
          isTaking={cash.isTaking || start.isPending}
          failure={cash.error === null ? failure : failureOf(cash.error)}
          onCash={(taken) => cash.take({ total, ...taken })}
          onCard={(amount) => {
            pay({ total, amount })
            setIsPadOpen(false)
          }}
          onClose={closePad}
        />
      )
    }
    switch (checkout.stage) {
      case 'paid':
        return (
          <PaidResult
            checkout={checkout}
            more={checkout.cash !== null && receipt.button(checkout.orderId, checkout.amount)}
            onNext={putAway}
          />
        )
      case 'awaiting_deposit':
        return <DepositResult checkout={checkout} onNext={putAway} />
      case 'not_paid':
        return (
          <NotPaidResult
            checkout={checkout}
            total={due}
            isStarting={start.isPending}
            failure={failure}
            onAgain={() => pay({ total })}
            onBack={putAway}
          />
        )
      case 'idle':
      case 'paying':
      case 'confirming':
        return (
          <CartPanel
            payButton={payButton}
            notice={
              <>
                {sale !== null && <TakenParts sale={sale} />}
                {failure === null ? (
                  <StoreNotice />
                ) : (
                  <Banner tone="red" onClose={start.reset}>
                    <FailureWords failure={failure} />
                  </Banner>
                )}
              </>
            }
          />
        )
    }
  }

  return (
    <>
      <MainArea>
        <h1 className="sr-only">{t('common:nav.sell')}</h1>
        <CataloguePanel counts={counts} onAdd={add} searchRef={search} />
      </MainArea>
      <RightPanel label={t('cart.label')} className="w-90 max-w-[45vw] wide:w-101">
        {side()}
      </RightPanel>
      {receipt.form}
    </>
  )
}
