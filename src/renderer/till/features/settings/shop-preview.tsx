import { useTranslation } from 'react-i18next'
import type { ShopView } from '#shared/ipc/contract.ts'

/** The head of a slip: black on white in every theme, as paper is. */
export function ShopPreview({ shop }: { shop: ShopView }) {
  const { t } = useTranslation('settings')
  const last = [
    shop.owner.trim() !== '' && t('shop.previewOwner', { value: shop.owner.trim() }),
    shop.phone !== '' && t('shop.previewPhone', { value: shop.phone }),
  ].filter(Boolean)
  return (
    <section aria-label={t('shop.preview')} className="max-w-80">
      <p className="mb-2 px-1 text-hint font-semibold text-ink-2">{t('shop.preview')}</p>
      <div className="relative overflow-hidden bg-white px-5 pt-6 pb-10 text-center text-hint leading-relaxed text-[#191f28]">
        {shop.name.trim() === '' ? (
          <p className="text-[#657080]">{t('shop.previewEmpty')}</p>
        ) : (
          <p className="text-panel font-bold">{shop.name.trim()}</p>
        )}
        {shop.businessNumber !== '' && (
          <p>{t('shop.previewBusinessNumber', { value: shop.businessNumber })}</p>
        )}
        {last.length > 0 && <p>{last.join(' · ')}</p>}
        {shop.address.trim() !== '' && <p>{shop.address.trim()}</p>}
        <hr className="mt-3 border-t border-dashed border-[#657080]" />
        {/* The slip goes on below: its lines, only hinted at. */}
        <div aria-hidden className="mt-4 flex flex-col gap-3 opacity-30">
          {['w-3/5', 'w-2/5', 'w-1/2'].map((width) => (
            <div key={width} className="flex justify-between">
              <span className={`h-2.5 rounded-full bg-[#657080] ${width}`} />
              <span className="h-2.5 w-1/6 rounded-full bg-[#657080]" />
            </div>
          ))}
        </div>
        <div
          aria-hidden
          className="absolute inset-x-0 bottom-0 h-16 bg-linear-to-t from-white to-transparent"
        />
      </div>
    </section>
  )
}
