import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ShopView } from '#shared/ipc/contract.ts'
import { call } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { formatBusinessNumber } from './business-number.ts'
import { SaveOutcome } from './save-outcome.tsx'
import { SectionHead, type SectionProps } from './section-parts.tsx'
import { ShopPreview } from './shop-preview.tsx'
import { useSave } from './use-save.ts'

const FIELDS = ['name', 'businessNumber', 'owner', 'address', 'phone'] as const

/** Facts for receipts, with the head of the slip as it will look. */
export function ShopSection({ settings }: SectionProps) {
  const { t } = useTranslation('settings')
  // Only what was changed, so that main's own answer shows through.
  const [changes, setChanges] = useState<Partial<ShopView>>({})
  const saving = useSave((shop: ShopView) => call('settings.saveShop', shop))
  const shop = { ...settings.shop, ...changes }
  const isChanged = FIELDS.some((field) => shop[field] !== settings.shop[field])
  const wrong = FIELDS.filter((field) => saving.failure?.fields?.[field] !== undefined)

  const change = (part: Partial<ShopView>) => {
    setChanges({ ...changes, ...part })
    saving.forget()
  }

  return (
    <>
      <SectionHead title={t('shop.title')}>{t('shop.text')}</SectionHead>
      <div className="grid items-start gap-3 wide:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <Form
            validationBehavior="aria"
            validationErrors={Object.fromEntries(
              wrong.map((field) => [field, t(`shop.problem.${field}`)]),
            )}
            onSubmit={(event) => {
              event.preventDefault()
              saving.save(shop, () => setChanges({}))
            }}
            className="flex flex-col gap-4"
          >
            <TextField
              name="name"
              label={t('shop.name')}
              value={shop.name}
              maxLength={60}
              onChange={(name) => change({ name })}
            />
            <div className="grid gap-4 wide:grid-cols-2">
              <TextField
                name="businessNumber"
                label={t('shop.businessNumber')}
                placeholder="123-45-67890"
                inputMode="numeric"
                value={shop.businessNumber}
                onChange={(text) => change({ businessNumber: formatBusinessNumber(text) })}
              />
              <TextField
                name="owner"
                label={t('shop.owner')}
                value={shop.owner}
                maxLength={40}
                onChange={(owner) => change({ owner })}
              />
            </div>
            <TextField
              name="address"
              label={t('shop.address')}
              value={shop.address}
              maxLength={120}
              onChange={(address) => change({ address })}
            />
            <TextField
              name="phone"
              label={t('shop.phone')}
              placeholder="02-1234-5678"
              inputMode="tel"
              value={shop.phone}
              maxLength={15}
              onChange={(phone) => change({ phone })}
            />
            <div className="flex flex-wrap items-center gap-4">
              <Button
                type="submit"
                tone="primary"
                size={56}
                isPending={saving.isSaving}
                isDisabled={!isChanged}
              >
                {saving.isSaving ? t('saving') : t('shop.save')}
              </Button>
              {isChanged && !saving.isSaving && saving.failure === null && (
                <span className="text-hint text-ink-3">{t('shop.unsaved')}</span>
              )}
              <SaveOutcome
                words={t('saved')}
                isSaved={saving.isSaved && !isChanged}
                failure={wrong.length === 0 ? saving.failure : null}
              />
            </div>
          </Form>
        </Card>
        <ShopPreview shop={shop} />
      </div>
    </>
  )
}
