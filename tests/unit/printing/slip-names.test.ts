import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { PAPERS } from '#shared/vocabulary.ts'
import { slipDrawing } from '../../../src/main/adapters/printing/slip-drawing.ts'
import { printable, widthOf } from '../../../src/main/domain/printable-text.ts'
import { slipDocument } from '../../../src/main/domain/slip-document.ts'
import { CELLS } from '../../../src/main/domain/slip-rows.ts'
import { readEscpos } from '../../support/escpos-reader.ts'
import { slip, slipLine, slipTender } from '../../support/slips.ts'

const { isPrintable } = slipDrawing

/** What means something to receiptline, to a printer, or to a script of another kind. */
const TOKENS = [
  '\\',
  '\\x1b',
  '\\x1',
  '\\n',
  '|',
  '||',
  '{',
  '}',
  '~',
  '_',
  '"',
  '`',
  '^',
  '^^^^^^^',
  '-',
  '---',
  '=',
  '===',
  ';',
  ':',
  '{code:1}',
  '{image:AA==}',
  '{width:0}',
  '{command:\\x1bp}',
  '\n',
  '\r\n',
  '\u2028',
  '\u0000',
  '\u001B@',
  '\u001Dk',
  '\u0010\u0004',
  '🥐',
  '👨‍👩‍👧',
  '\u202E',
  '\u200D',
  'é',
  'Å',
  'Å',
  '\uD800',
  '가',
  '뷁',
  '\u1100\u1161',
  'ㄱ',
  '漢',
  '①',
  '㎏',
  '￦',
  '₩',
  'Ω',
  'ﬁ',
  '½',
  'א',
  'ع',
  '\u0301',
  ' ',
  '\u3000',
]
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(...TOKENS),
  fc.string({
    unit: fc.integer({ min: 0xac00, max: 0xd7a3 }).map((c) => String.fromCodePoint(c)),
    maxLength: 60,
  }),
)
const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
const amount = fc.integer({ min: 0, max: 9_999_999_999 }).map(won)
const line = fc.record({
  name: hostile,
  unitPrice: amount,
  amount,
  quantity: fc.integer({ min: 1, max: 999 }),
  isExempt: fc.boolean(),
  discount: fc.option(fc.record({ reason: hostile, amount })),
})

const bare = (text: string) => text.replaceAll(/\s/g, '')
const money = (value: number) => value.toLocaleString('ko-KR')

describe('whatever a product is called', () => {
  it('its line is there, whole and inside the paper, and it is only letters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAPERS),
        fc.array(line, { minLength: 1, maxLength: 3 }),
        (paper, lines) => {
          const one = slip({ lines })
          const plain = slip({
            lines: lines.map((each) => ({ ...each, name: 'A', discount: null })),
          })
          const drawn = slipDrawing.draw(slipDocument(one, paper, isPrintable), paper)
          // Throws for any command but a slip's own, for letters over others and over the edge.
          const printed = readEscpos(drawn.bytes)
          const calm = readEscpos(
            slipDrawing.draw(slipDocument(plain, paper, isPrintable), paper).bytes,
          )
          expect(printed.cuts).toBe(1)
          expect(printed.barcodes).toEqual(['0001-000123'])
          expect(new Set(printed.commands)).toEqual(new Set(calm.commands))
          for (const row of printed.rows) expect(row.cells.length).toBeLessThanOrEqual(CELLS[paper])
          // In order: the name, then its price on one row, uncut, then what is taken off.
          const text = printed.rows.map((row) => row.text)
          const all = bare(text.join(''))
          let from = all.indexOf('금액')
          for (const each of lines) {
            const name = bare(printable(each.name, isPrintable)) || '(이름없음)'
            const at = all.indexOf(name, from)
            expect(at, `${name} in ${all}`).toBeGreaterThanOrEqual(from)
            from = at + name.length
            const price = money(each.amount)
            expect(text.some((row) => row.endsWith(price))).toBe(true)
            from = all.indexOf(price, from)
            expect(from).toBeGreaterThan(0)
          }
          // The picture shows the same letters.
          expect(bare(drawn.text)).toContain(bare(printable(lines[0]!.name, isPrintable)))
          expect(drawn.svg).not.toMatch(/<(?!\/?(?:svg|g|text|tspan|path)\b)/)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('no other text of a slip does more than be read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAPERS), hostile, amount, (paper, text, total) => {
        const one = slip({
          shop: { name: text, businessNumber: text, owner: text, address: text, phone: text },
          number: text,
          tossOrderId: text,
          total,
          tenders: [
            slipTender({
              method: text,
              cardCompany: text,
              cardNumber: text,
              approveNo: text,
              approvedAt: text,
              account: text,
              amount: total,
            }),
          ],
          refunds: [{ at: new Date(0), amount: total, reason: text }],
          refunded: total,
          discounts: [{ reason: text, amount: total }],
          cashReceipt: { purpose: text, number: text },
          lines: [slipLine()],
        })
        const printed = readEscpos(
          slipDrawing.draw(slipDocument(one, paper, isPrintable), paper).bytes,
        )
        expect(printed.cuts).toBe(1)
        for (const row of printed.rows) expect(row.cells.length).toBeLessThanOrEqual(CELLS[paper])
        expect(printed.rows.some((row) => row.text.endsWith(`${money(total)}원`))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a printable text', () => {
  it('holds only what a Korean printer has, and stays as it is when asked again', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = printable(text, isPrintable)
        expect([...once].every((c) => isPrintable(c))).toBe(true)
        expect(printable(once, isPrintable)).toBe(once)
        expect(widthOf(once)).toBe([...once].reduce((sum, c) => sum + (c <= '~' ? 1 : 2), 0))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['아메리카노', '아메리카노'],
    ['\u1112\u1161\u11AB글', '한글'],
    ['café crème', 'cafe creme'],
    ['Å ngström', 'A ngstrom'],
    ['크루아상 🥐☕️', '크루아상 □□'],
    ['👨‍👩‍👧 세트', '□ 세트'],
    ['₩1,000', '￦1,000'],
    ['a\\b', 'a＼b'],
    ['\u202Eevil\u202C', 'evil'],
    ['한 줄\r\n두 줄\t탭', '한 줄 두 줄 탭'],
    ['①㎏½', '①㎏½'],
    ['ﬁne', 'fine'],
    ['\u200B', ''],
  ])('%j reads %j', (text, reads) => {
    expect(printable(text, isPrintable)).toBe(reads)
  })
})
