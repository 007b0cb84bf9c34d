import type { Paper, SlipKind } from '#shared/vocabulary.ts'
import type { IsPrintable } from './printable-text.ts'
import { inSeoul } from './seoul.ts'
import { CELLS, createSlipRows, type SlipRows } from './slip-rows.ts'
import type { Slip, SlipLine, SlipShop, SlipTender } from './slip.ts'

const TITLES: Record<SlipKind, string> = {
  sale: '영수증',
  partly_refunded: '부분환불 영수증',
  cancelled: '취소 영수증',
  exchange: '교환권',
}

const won = (amount: number): string => amount.toLocaleString('ko-KR')

/** In Seoul, to the minute; what isn't an instant is shown as it came. */
function moment(at: Date | string): string {
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) return String(at)
  return inSeoul(instant).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

/** A slip as a receiptline document, the one source of what is shown, printed and kept as PDF. */
export function slipDocument(slip: Slip, paper: Paper, isPrintable: IsPrintable): string {
  const rows = createSlipRows(CELLS[paper], isPrintable)
  head(rows, slip)
  rows.rule()
  rows.pair('주문번호', slip.number)
  rows.pair('판매 시각', moment(slip.soldAt))
  if (slip.isReissue) rows.pair('재발행 시각', moment(slip.printedAt))
  rows.rule()
  if (slip.kind === 'exchange') {
    for (const line of slip.lines) rows.pair(nameOf(rows, line), `${won(line.quantity)}개`)
    rows.rule()
    rows.text('가격 없이 드리는 교환용 증서예요')
  } else {
    goods(rows, slip)
    rows.rule()
    sums(rows, slip)
    for (const tender of slip.tenders) {
      rows.rule()
      tenderRows(rows, tender, slip.tenders.length > 1)
    }
    if (slip.refunds.length > 0 || slip.refunded > 0) refunds(rows, slip)
    if (slip.cashReceipt !== null) {
      rows.rule()
      rows.pair('현금영수증', slip.cashReceipt.purpose)
      rows.pair('승인번호', slip.cashReceipt.number)
    }
  }
  foot(rows, slip)
  return rows.document()
}

/** What a printer prints to show that it does: letters, signs, a whole line, a barcode. */
export function testDocument(
  shop: SlipShop,
  at: Date,
  paper: Paper,
  isPrintable: IsPrintable,
): string {
  const rows = createSlipRows(CELLS[paper], isPrintable)
  rows.text(shop.name, { size: 'wide', isBold: true })
  rows.text('프린터 시험', { size: 'high' })
  rows.rule()
  rows.pair('시각', moment(at))
  rows.pair('용지 폭', `${paper} mm`)
  rows.pair('한글', '가나다라 마바사아 힣')
  rows.pair('기호', '| { } ~ _ " ` ^ ＼')
  rows.pair('금액', won(9_999_999_999))
  rows.text('1234567890'.repeat(5).slice(0, rows.cells), { align: 'left' })
  rows.rule()
  rows.text('이 줄까지 나오면 잘 되는 거예요')
  rows.barcode('0001-000000')
  return rows.document()
}

function head(rows: SlipRows, { shop, kind, isReissue, isTraining }: Slip): void {
  rows.text(shop.name, { size: 'wide', isBold: true })
  if (shop.businessNumber !== '') rows.text(`사업자번호 ${shop.businessNumber}`)
  if (shop.owner !== '') rows.text(`대표 ${shop.owner}`)
  rows.text(shop.address)
  if (shop.phone !== '') rows.text(`전화 ${shop.phone}`)
  rows.text(TITLES[kind], { size: 'high', isBold: true })
  if (isReissue) rows.text('[ 재발행 ]', { isBold: true })
  if (isTraining) training(rows)
}

const training = (rows: SlipRows): void =>
  rows.text('연습 · 실제 결제가 아니에요', { isBold: true })

/** Widths of 단가, 수량 and 금액 on wide paper: where the name fits beside them, and where it has a row of its own. */
const BESIDE = [10, 4, 11] as const
const BELOW = [13, 5, 14] as const
const ROOM_BESIDE = 48 - 10 - 4 - 11 - 3

function goods(rows: SlipRows, slip: Slip): void {
  const isWide = rows.cells === CELLS['80']
  if (isWide) rows.columns(['상품', '단가', '수량', '금액'], BESIDE)
  else rows.pair('상품', '금액')
  for (const line of slip.lines) {
    lineRows(rows, line, isWide)
    if (line.discount !== null) discount(rows, line.discount)
  }
  for (const one of slip.discounts) discount(rows, one)
  if (slip.lines.some((line) => line.isExempt)) rows.text('* 면세 상품', { align: 'left' })
}

function lineRows(rows: SlipRows, line: SlipLine, isWide: boolean): void {
  const [unit, count, amount] = [line.unitPrice, line.quantity, line.amount].map(won)
  const name = nameOf(rows, line) + (line.isExempt ? ' *' : '')
  if (unit === undefined || count === undefined || amount === undefined) return
  if (!isWide) {
    rows.text(name, { align: 'left' })
    rows.pair(`${unit} x ${count}`, amount)
  } else if (rows.fits([name, unit, count, amount], [ROOM_BESIDE, ...BESIDE])) {
    rows.columns([name, unit, count, amount], BESIDE)
  } else {
    rows.text(name, { align: 'left' })
    rows.columns(['', unit, count, amount], BELOW)
  }
}

/** A name without a visible letter is still a line that was sold. */
const nameOf = (rows: SlipRows, { name }: SlipLine): string => rows.read(name) || '(이름 없음)'

const discount = (rows: SlipRows, { reason, amount }: { reason: string; amount: number }): void =>
  rows.pair(reason.trim() === '' ? '할인' : `할인 (${reason})`, `-${won(amount)}`)

function sums(rows: SlipRows, { total, tax, kind }: Slip): void {
  rows.pair('합계', `${won(total)}원`, { size: 'high', isBold: true })
  const of = tax.isOfRemaining && kind !== 'cancelled' ? ' (환불 뺀 금액)' : ''
  // After a refund of everything Toss's figures are of nothing.
  if (kind === 'cancelled') return
  if (tax.supplied !== null) rows.pair(`공급가액${of}`, won(tax.supplied))
  if (tax.vat !== null) rows.pair(`부가세${of}`, won(tax.vat))
  if (tax.taxFree !== null && tax.taxFree > 0) rows.pair(`면세 금액${of}`, won(tax.taxFree))
}

function tenderRows(rows: SlipRows, tender: SlipTender, isOneOfSeveral: boolean): void {
  rows.pair(tender.method, `${won(tender.amount)}원`, { isBold: isOneOfSeveral })
  if (tender.points !== null) rows.pair('그중 포인트', won(tender.points))
  if (tender.received !== null) rows.pair('받은 돈', won(tender.received))
  if (tender.change !== null) rows.pair('거스름돈', won(tender.change))
  if (tender.cardCompany !== null) rows.pair('카드사', tender.cardCompany)
  if (tender.cardNumber !== null) rows.pair('카드번호', tender.cardNumber)
  if (tender.installmentMonths !== null) {
    const months = tender.installmentMonths
    rows.pair('할부', months === 0 ? '일시불' : `${months}개월`)
  }
  if (tender.account !== null) rows.pair('입금 계좌', tender.account)
  if (tender.approveNo !== null) rows.pair('승인번호', tender.approveNo)
  if (tender.approvedAt !== null) rows.pair('승인 시각', moment(tender.approvedAt))
}

function refunds(rows: SlipRows, slip: Slip): void {
  rows.rule()
  rows.text('환불', { align: 'left', isBold: true })
  for (const refund of slip.refunds) {
    rows.pair(moment(refund.at), `-${won(refund.amount)}`)
    rows.text(refund.reason, { align: 'left' })
  }
  rows.pair('환불 합계', `-${won(slip.refunded)}원`, { isBold: true })
  rows.pair('남은 금액', `${won(slip.total - slip.refunded)}원`, { size: 'high', isBold: true })
}

function foot(rows: SlipRows, slip: Slip): void {
  rows.rule()
  if (slip.tossOrderId !== null && slip.kind !== 'exchange') {
    rows.pair('토스 주문번호', slip.tossOrderId)
  }
  if (slip.isTraining) training(rows)
  rows.barcode(slip.number)
}
