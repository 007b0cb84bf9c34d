import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  LABEL_PREFIXES,
  type LabelRule,
  priceOfWeight,
  readLabel,
  withCheckDigit,
} from '#shared/scale-label.ts'
import { catalogueQuery } from '../../ipc/queries.ts'
import { TextField } from '../../ui/text-field.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import { formatWon } from '../../ui/format-won.ts'

/** A label under the first prefix that has a rule: item 123, 12,500 won or 850 g. */
function sampleOf(rule: LabelRule): string {
  const prefix = LABEL_PREFIXES.find((one) => rule.holds[one] !== undefined) ?? '20'
  const value = rule.holds[prefix] === 'weight' ? 850 : 12_500
  const digits = 10 - rule.itemLength
  const item = '123'.padStart(rule.itemLength, '0')
  const shown = String(value).slice(0, digits).padStart(digits, '0')
  return withCheckDigit(`${prefix}${item}${shown}`)
}

/** A label, taken apart by the rule as it is on the screen; the shop can scan or type one of its own. */
export function LabelExample({ rule }: { rule: LabelRule }) {
  const { t } = useTranslation('settings')
  const [typed, setTyped] = useState<string | null>(null)
  const code = typed ?? sampleOf(rule)
  const isWhole = /^\d{13}$/.test(code)
  const end = 2 + rule.itemLength
  const parts = [
    { what: t('labels.part.prefix'), digits: code.slice(0, 2), tone: 'bg-fill' },
    {
      what: t('labels.part.item'),
      digits: code.slice(2, end),
      tone: 'bg-blue-soft text-blue-text',
    },
    {
      what: t('labels.part.value'),
      digits: code.slice(end, 12),
      tone: 'bg-green-soft text-green-text',
    },
    { what: t('labels.part.check'), digits: code.slice(12), tone: 'bg-fill' },
  ]
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('labels.exampleCode')}
        hint={t('labels.exampleHint')}
        inputMode="numeric"
        maxLength={13}
        value={code}
        onChange={setTyped}
        className="max-w-100"
      />
      {isWhole && (
        <div className="flex flex-wrap gap-2">
          {parts.map(({ what, digits, tone }) => (
            <div key={what} className={`rounded-control px-4 py-2 ${tone}`}>
              <p className="text-hint font-medium">{what}</p>
              <p className="text-panel font-bold tracking-wider">{digits}</p>
            </div>
          ))}
        </div>
      )}
      <p role="status" className="font-semibold">
        <Meaning rule={rule} code={code} />
      </p>
    </div>
  )
}

/** What the till would do with it. */
function Meaning({ rule, code }: { rule: LabelRule; code: string }) {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const { data } = useQuery(catalogueQuery)
  const label = readLabel(rule, code)
  if (label === null) return t('labels.notRead')
  const product = data?.products.find((one) => one.code === label.item)
  const name = product?.name ?? t('labels.someProduct', { item: label.item })
  if (label.holds === 'price') {
    return t('labels.readPrice', { name, price: formatWon(label.value, language) })
  }
  const price =
    product === undefined ? null : priceOfWeight(product.price, label.value, rule.priceUnit)
  return price === null
    ? t('labels.readWeight', { name, grams: label.value })
    : t('labels.readWeightPrice', { name, grams: label.value, price: formatWon(price, language) })
}
