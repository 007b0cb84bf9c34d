import { useTranslation } from 'react-i18next'
import { withRightCheckDigit } from '#shared/barcode.ts'
import type { CategoryView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Select } from '../../ui/select.tsx'
import { TAG_TONES } from '../../ui/tag.tsx'
import { classNames } from '../../ui/class-names.ts'
import { TextField } from '../../ui/text-field.tsx'
import { PictureField } from './picture-field.tsx'
import type { DraftProblem, ProductDraft } from './product-draft.ts'

interface ProductFieldsProps {
  draft: ProductDraft
  categories: readonly CategoryView[]
  /** Shown once somebody has tried to save. */
  problems: readonly DraftProblem[]
  /** Main's: who has the barcode or the code. */
  failure: Failure | null
  onChange: (part: Partial<ProductDraft>) => void
}

const MOST_DIGITS = 10

/** All that a product is. */
export function ProductFields({
  draft,
  categories,
  problems,
  failure,
  onChange,
}: ProductFieldsProps) {
  const { t, i18n } = useTranslation('products')
  const wrong = (field: DraftProblem) =>
    problems.includes(field) ? t(`problem.${field}`) : undefined
  const taken = (field: 'barcode' | 'code') => {
    const name = failure?.fields?.[field]
    const isTaken = failure?.code === 'BARCODE_TAKEN' || failure?.code === 'CODE_TAKEN'
    return isTaken && name !== undefined ? t('problem.taken', { name }) : undefined
  }
  return (
    <div className="flex flex-col gap-5">
      <PictureField
        name={draft.name}
        picture={draft.picture}
        onChange={(picture) => onChange({ picture })}
      />
      <TextField
        label={t('form.name')}
        error={wrong('name')}
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onChange={(name) => onChange({ name })}
      />
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-5">
        <TextField
          label={t('form.price')}
          error={wrong('price')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.price === '' ? '' : Number(draft.price).toLocaleString('ko-KR')}
          onChange={(text) => onChange({ price: text.replaceAll(/\D/g, '').slice(0, MOST_DIGITS) })}
        />
        <Select
          label={t('form.category')}
          error={wrong('category')}
          placeholder={t('form.categoryChoose')}
          value={draft.categoryId}
          options={categories.map(({ id, nameKo, nameEn }) => ({
            value: id,
            label: i18n.language === 'ko' ? nameKo : nameEn,
          }))}
          onChange={(categoryId) => onChange({ categoryId })}
        />
        <TextField
          label={t('form.barcode')}
          hint={t('form.barcodeHint')}
          error={taken('barcode') ?? wrong('barcode')}
          maxLength={80}
          autoComplete="off"
          value={draft.barcode}
          onChange={(barcode) => onChange({ barcode })}
        />
        <TextField
          label={t('form.code')}
          hint={t('form.codeHint')}
          error={taken('code') ?? wrong('code')}
          maxLength={20}
          autoComplete="off"
          value={draft.code}
          onChange={(code) => onChange({ code })}
        />
        <CheckDigit barcode={draft.barcode.trim()} />
        <Choice label={t('form.tax')}>
          <SegmentedControl
            label={t('form.tax')}
            value={draft.taxType}
            options={[
              { value: 'taxable', label: t('form.taxable') },
              { value: 'exempt', label: t('form.exempt') },
            ]}
            onChange={(taxType) => onChange({ taxType })}
          />
        </Choice>
        <Choice label={t('form.favourite')}>
          <SegmentedControl
            label={t('form.favourite')}
            value={draft.isFavourite ? 'yes' : 'no'}
            options={[
              { value: 'no', label: t('form.favouriteNo') },
              { value: 'yes', label: t('form.favouriteYes') },
            ]}
            onChange={(value) => onChange({ isFavourite: value === 'yes' })}
          />
        </Choice>
      </div>
    </div>
  )
}

/** The control has the same name for those who hear it. */
function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <span aria-hidden className="text-hint font-semibold text-ink-2">
        {label}
      </span>
      {children}
    </div>
  )
}

/** A warning only: what is printed on the goods is what scans. */
function CheckDigit({ barcode }: { barcode: string }) {
  const { t } = useTranslation('products')
  const right = withRightCheckDigit(barcode)
  return (
    <div role="status" className="col-span-2 -mt-2 empty:hidden">
      {right !== null && (
        <div
          className={classNames(
            'selectable rounded-control px-4 py-3 text-hint font-medium',
            TAG_TONES.amber,
          )}
        >
          <p className="font-bold">{t('checkDigit.warning')}</p>
          <p>{t('checkDigit.right', { barcode: right })}</p>
        </div>
      )}
    </div>
  )
}
