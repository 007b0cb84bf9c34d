import { expect, type Page } from 'playwright/test'

/** The till window, as a cashier sees it: by roles and names, never by classes. */
export class TillScreen {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  static async ready(page: Page, product = '아메리카노'): Promise<TillScreen> {
    const till = new TillScreen(page)
    await expect(till.product(product)).toBeVisible({ timeout: 30_000 })
    return till
  }

  product(name: string) {
    return this.page.getByRole('button', { name: new RegExp(`^${name}[ ,]`) }).first()
  }

  get pay() {
    return this.page.getByRole('button', { name: /[0-9]원 결제$/ })
  }

  /** The dimmed till while the customer pays, or Toss takes its usual moment to approve. */
  get paying() {
    return this.page.getByRole('alertdialog')
  }

  /** 확인중: the outcome isn't known yet. */
  get checking() {
    return this.page.getByRole('region', { name: '결제됐는지 토스에 확인하고 있어요' })
  }

  button(name: string | RegExp) {
    return this.page.getByRole(
      'button',
      typeof name === 'string' ? { name, exact: true } : { name },
    )
  }

  /** Adds products one tap each and presses 결제. */
  async sell(...names: string[]): Promise<void> {
    for (const name of names) await this.product(name).click()
    await this.pay.click()
  }

  async open(screen: '판매' | '주문' | '상품' | '마감' | '설정'): Promise<void> {
    await this.page.getByRole('link', { name: screen, exact: true }).click()
  }

  async openNewestOrder(): Promise<void> {
    const found = await this.call<{ data: { rows: { orderId: string }[] } }>('orders.search', {
      limit: 1,
    })
    await this.openOrder(found.data.rows[0]?.orderId ?? '')
  }

  /** By its key in the list: the first row may still be the one before it. */
  async openOrder(orderId: string): Promise<void> {
    await this.open('주문')
    await this.page.locator(`[role="option"][data-key="${orderId}"]`).click()
  }

  /** Opens the refund panel of the order on screen, of several pieces, and fills it for all of them. */
  async chooseFullRefund(reason: '단순 변심' | '상품 불량' | '주문 실수'): Promise<void> {
    await this.button('환불').click()
    await this.button('모두 고르기').click()
    await this.page.getByRole('radio', { name: reason }).click()
  }

  /** The bridge, as the page itself would use it: for what a screen doesn't show. */
  call<T>(name: string, input: unknown): Promise<T> {
    return this.page.evaluate(
      ([route, data]) => {
        const till = Reflect.get(window, 'till') as {
          invoke(name: string, input: unknown): Promise<unknown>
        }
        return till.invoke(route, data)
      },
      [name, input] as const,
    ) as Promise<T>
  }
}

/** The payment window with the built-in Toss's widget in it. */
export class PaymentScreen {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get pay() {
    return this.page.getByRole('button', { name: /결제하기$|^Pay / })
  }

  async choose(
    method: 'CARD' | 'TOSSPAY' | 'KAKAOPAY' | 'NAVERPAY' | 'VIRTUAL_ACCOUNT' | 'TRANSFER',
  ) {
    await this.page.getByTestId(`box-method-${method}`).click()
  }

  /** Presses the pay button and ends the payment the given way. */
  async end(
    way:
      | 'approve'
      | 'issue-and-deposit'
      | 'decline'
      | 'decline-at-confirm'
      | 'close'
      | 'cancel-redirect',
  ): Promise<void> {
    await this.pay.click()
    await this.page.getByTestId(`box-${way}`).click()
  }
}
