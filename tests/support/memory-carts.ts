import type {
  Carts,
  CartToHold,
  SettingsFile,
  StoredCart,
} from '../../src/main/application/ports.ts'

/** Test double of the repository: the same rules, kept in memory. */
export class MemoryCarts {
  cart: StoredCart = { lines: [], triedAs: null }
  steps: StoredCart[] = []
  waiting: CartToHold[] = []

  port: { -readonly [K in keyof Carts]: Carts[K] } = {
    load: async () => this.cart,
    save: async (cart) => {
      this.cart = cart
    },
    edit: async (after, before) => {
      this.steps = before === null ? [] : [...this.steps, before]
      this.cart = after
    },
    undo: async () => {
      const before = this.steps.pop()
      if (before === undefined) return null
      this.cart = before
      return before
    },
    aside: async () => ({
      steps: this.steps.length,
      held: this.waiting.map(({ held }) => held),
    }),
    hold: async (waiting) => {
      this.waiting.push(waiting)
      this.open({ lines: [], triedAs: null })
    },
    recall: async (id, instead) => {
      const found = this.waiting.find(({ held }) => held.id === id)
      if (found === undefined) return null
      this.waiting = this.waiting.filter((one) => one !== found)
      if (instead !== null) this.waiting.push(instead)
      this.open(found.cart)
      return found.cart
    },
    sold: async (number) => {
      this.waiting = this.waiting.filter(({ cart }) => cart.triedAs !== number)
      if (this.cart.triedAs !== number) return false
      this.open({ lines: [], triedAs: null })
      return true
    },
  }

  private open(cart: StoredCart): void {
    this.cart = cart
    this.steps = []
  }
}

/** The limit and the PIN in memory; the PIN as it is, so that tests don't wait for a hash. */
export function memoryDiscountRule(): Pick<
  SettingsFile,
  'discountRule' | 'saveDiscountRule' | 'isManagerPin'
> {
  let rule: { limitPercent: number; pin: string | null } = { limitPercent: 100, pin: null }
  return {
    discountRule: async () => ({ limitPercent: rule.limitPercent, hasPin: rule.pin !== null }),
    saveDiscountRule: async ({ limitPercent, newPin }) => {
      rule = { limitPercent, pin: newPin ?? rule.pin }
    },
    isManagerPin: async (pin) => pin === rule.pin,
  }
}
