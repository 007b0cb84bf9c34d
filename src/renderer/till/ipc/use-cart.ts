import { useSyncExternalStore } from 'react'
import { cartStore, type CartSnapshot } from './cart-store.ts'

export const useCart = (): CartSnapshot =>
  useSyncExternalStore(cartStore.subscribe, cartStore.getSnapshot)
