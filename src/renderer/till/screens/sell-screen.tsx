import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CartView, ProductView } from '#shared/ipc/contract.ts'
import { CartPanel } from '../features/cart/cart-panel.tsx'
import { CataloguePanel } from '../features/catalogue/catalogue-panel.tsx'
import { CheckingScreen } from '../features/checkout/checking-screen.tsx'
import { DepositResult } from '../features/checkout/deposit-result.tsx'
import { NotPaidResult } from '../features/checkout/not-paid-result.tsx'
import { PaidResult } from '../features/checkout/paid-result.tsx'
import { PayButton } from '../features/checkout/pay-button.tsx'
import { StoreNotice } from '../features/checkout/store-notice.tsx'
import { isBusy, useCheckout } from '../features/checkout/use-checkout.ts'
import { useIsChecking } from '../features/checkout/use-is-checking.ts'
import { MainArea, RightPanel } from '../frame/areas.tsx'
import { failureOf } from '../ipc/call.ts'
import { cartStore } from '../ipc/cart-store.ts'
import { statusQuery } from '../ipc/queries.ts'
import { useCart } from '../ipc/use-cart.ts'
import { Banner } from '../ui/banner.tsx'
import { FailureWords } from '../ui/failure-words.tsx'
import { useSearchKeys } from './use-search-keys.ts'

/** Selling: the catalogue, the cart, and in the cart's place how the last sale ended. */
export function SellScreen() {
  const { t } = useTranslation(['sell', 'common'])
  const { cart } = useCart()
  const { data: status } = useQuery(statusQuery)
  const { checkout, start, pay, dismiss, settle } = useCheckout()
  const isChecking = useIsChecking(checkout)
  const search = useRef<HTMLInputElement>(null)

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

  if (checkout.stage === 'confirming' && isChecking) {
    return (
      <MainArea className="col-span-2">
        <CheckingScreen
          checkout={checkout}
          isLookingUp={settle.isPending}
          failure={settle.error === null ? null : failureOf(settle.error)}
          onNextCustomer={() => dismiss.mutate()}
          onLookUpNow={() => settle.mutate(checkout.orderId)}
        />
      </MainArea>
    )
  }

  const failure = start.error === null ? null : failureOf(start.error)
  const payButton = ({ total, approval }: CartView) => (
    <PayButton
      total={total}
      isDisabled={
        total === 0 || approval === 'needed' || isBusy(checkout) || status?.toss === 'keys_missing'
      }
      isStarting={start.isPending}
      onPay={pay}
    />
  )

  const side = () => {
    switch (checkout.stage) {
      case 'paid':
        return <PaidResult checkout={checkout} onNext={putAway} />
      case 'awaiting_deposit':
        return <DepositResult checkout={checkout} onNext={putAway} />
      case 'not_paid':
        return (
          <NotPaidResult
            checkout={checkout}
            total={cart?.total ?? (0 as CartView['total'])}
            isStarting={start.isPending}
            failure={failure}
            onAgain={pay}
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
              failure === null ? (
                <StoreNotice />
              ) : (
                <Banner tone="red" onClose={start.reset}>
                  <FailureWords failure={failure} />
                </Banner>
              )
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
    </>
  )
}
