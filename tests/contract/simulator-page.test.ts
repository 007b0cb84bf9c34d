import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { createBoxClock } from '../../src/main/training/box-clock.ts'
import { FAULT_KINDS } from '../../src/main/training/fault-kinds.ts'
import { OPERATIONS } from '../../src/main/training/faults.ts'
import { WORDS } from '../../tools/toss/page/words.js'
import { type Simulator, startSimulator } from '../../tools/toss/simulator.ts'
import { requestOf, START } from '../support/box-kit.ts'
import { launchBrowser } from '../support/box-shop.ts'

// A busy machine may take its time to draw.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let browser: Browser
let toss: Simulator
let page: Page
const errors: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  toss = await startSimulator({
    keys: [TRAINING_KEYS],
    clock: createBoxClock({ startAt: START, factor: 0 }),
  })
  page = await browser.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(toss.url)
  await page.getByText('2026-03-02 10:00:00').waitFor()
})
afterEach(async () => {
  const told = errors.splice(0)
  await page.close()
  await toss.close()
  if (told.length > 0) throw new Error(`the page said: ${told.join('; ')}`)
})

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
/** The first payment, as the page tells it. */
const first = () => page.locator('#payments li').first()
const shows = (text: string) => first().getByText(text, { exact: true }).waitFor()

describe('the page', () => {
  it('opens a payment, takes its deposit, takes it back and cancels', async () => {
    await page.getByLabel('결제 방법').selectOption({ label: '가상계좌' })
    await page.getByLabel('금액 (원)').fill('33000')
    await press('결제 열기')
    await shows('33,000원')
    await shows('인증됨, 승인 전')
    const query = new URLSearchParams((await page.locator('#opened').innerText()).split('?')[1])
    const confirmed = await fetch(
      requestOf(`${toss.url}/v1/payments/confirm`, { body: Object.fromEntries(query) }),
    )
    expect(confirmed.status).toBe(200)
    await press('입금 처리')
    await shows('결제 완료')
    await press('입금 되돌리기')
    await shows('입금 대기')
    await press('입금 처리')
    await shows('결제 완료')
    await first().getByLabel('취소할 금액').fill('3000')
    await press('일부 취소')
    await first().getByText('남은 금액 30,000원').waitFor()
    await press('모두 취소')
    // By parts it never becomes CANCELED; nothing is left to press.
    await expect.poll(() => first().getByRole('button').count()).toBe(0)
    expect(toss.box.ledger.payments()).toMatchObject([{ status: 'PARTIAL_CANCELED' }])
  })

  it('orders and draws faults, and shows them', async () => {
    await page.getByLabel('종류').selectOption({ label: '처리 뒤에 끊김' })
    await page.getByLabel('횟수').fill('2')
    await press('장애 예약')
    await page.getByText('승인 · 처리 뒤에 끊김 · × 2').waitFor()
    expect(toss.box.faults.ordered()).toMatchObject([{ name: 'dropped_after', times: 2 }])
    await press('예약 모두 지우기')
    await expect.poll(() => toss.box.faults.ordered()).toEqual([])
    await press('뽑기 시작')
    await page.getByText('시드 1: 요청의 20%에서 장애가 나요.').waitFor()
    await press('그만 뽑기')
    await page.getByText('지금은 뽑지 않아요.').waitFor()
  })

  it('moves the clock, and lets what is open expire', async () => {
    await press('결제 열기')
    await shows('인증됨, 승인 전')
    await press('+10분')
    await page.getByText('2026-03-02 10:10:00').waitFor()
    await press('+1분')
    await shows('시간 만료')
    await page.getByLabel('빠르기').selectOption({ label: '60배' })
    await expect.poll(() => toss.clock.factor()).toBe(60)
  })

  it('speaks English too, and says what can’t be done', async () => {
    await press('English')
    await page.getByRole('heading', { name: 'Toss in a box' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await press('Sell at another till')
    await shows('Paid')
    // Somebody else cancels between two looks.
    const [payment] = toss.box.ledger.payments()
    await first().getByLabel('Amount to cancel').fill('99999')
    await press('Cancel part')
    await page.getByText('(NOT_CANCELABLE_AMOUNT)').waitFor()
    expect(toss.box.ledger.findAnywhere(payment!.paymentKey)?.status).toBe('DONE')
    // The refusal itself is what the browser writes down as an error.
    expect(errors.splice(0)).toEqual([expect.stringContaining('403')])
    await page.reload()
    await page.getByRole('heading', { name: 'Toss in a box' }).waitFor()
  })
})

describe('its words', () => {
  it('name every kind of fault and every operation in both languages', () => {
    for (const { kinds, operations } of Object.values(WORDS)) {
      expect(Object.keys(kinds)).toEqual([...FAULT_KINDS])
      expect(Object.keys(operations)).toEqual([...OPERATIONS])
    }
  })

  it('are the same words in both', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
        : typeof value
    expect(shape(WORDS.en)).toEqual(shape(WORDS.ko))
  })
})
