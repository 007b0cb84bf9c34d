import type { CustomerBridge } from '#shared/ipc/customer-bridge.ts'
import type {
  CustomerInputOf,
  CustomerRouteName,
  CustomerView,
} from '#shared/ipc/customer-contract.ts'
import type { Result } from '#shared/result.ts'

declare global {
  interface Window {
    readonly customer: CustomerBridge
  }
}

/** Asks main; null where it has nothing to show right now, which a later event mends. */
export async function ask<K extends CustomerRouteName>(
  name: K,
  input: CustomerInputOf<K>,
): Promise<CustomerView | null> {
  const result = (await window.customer.invoke(name, input)) as Result<CustomerView>
  return result.ok ? result.data : null
}
