import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { Check, ScanBarcode } from 'lucide-react'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { isErrorCode } from '#shared/error-codes.ts'
import { settingsQuery } from '../../ipc/queries.ts'
import { type ScanNotice, scanQueue } from '../../scan/scan-queue.ts'
import { scanned } from '../../scan/scan-taker.ts'
import { followScanner } from '../../scan/scanner.ts'
import { Button } from '../../ui/button.tsx'
import { chime } from '../../ui/chime.ts'
import { classNames } from '../../ui/class-names.ts'
import { FailureWords } from '../../ui/failure-words.tsx'
import { TAG_TONES } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'

/** In the address of the products' screen: one that isn't there yet. */
const NEW_PRODUCT = 'new'

/** So many at once; the newest, because those are still in the hand. */
const SHOWN = 2

/** Hears the scanner on every screen, and says what became of a scan where that isn't plain to see. */
export function ScanNotices() {
  const { t } = useTranslation('scan')
  const all = useSyncExternalStore(scanQueue.subscribe, scanQueue.getSnapshot)
  const isSelling = useLocation({ select: ({ pathname }) => pathname === '/' })
  const navigate = useNavigate()
  useEffect(() => followScanner(scanned), [])
  useBadSound(all)

  // On the counter the cart itself shows what was added.
  const notices = all.filter(({ kind }) => kind !== 'added' || !isSelling)
  const shown = notices.slice(-SHOWN)
  return (
    <>
      {shown.length > 0 && (
        <section
          aria-label={t('notices')}
          className="flex min-w-0 flex-col gap-2 px-4 pb-4 wide:px-6"
        >
          {notices.length > SHOWN && (
            <p className="px-4 text-hint font-medium text-ink-2">
              {t('more', { count: notices.length - SHOWN })}
            </p>
          )}
          {shown.map((notice) => (
            <NoticeCard
              key={notice.id}
              notice={notice}
              onAdd={(code) => {
                scanQueue.putAway(notice.id)
                void navigate({
                  to: '/products',
                  search: { product: NEW_PRODUCT, barcode: code, from: 'counter' },
                })
              }}
            />
          ))}
        </section>
      )}
    </>
  )
}

/** Somebody who scans looks at the goods, not at the screen. */
function useBadSound(notices: readonly ScanNotice[]) {
  const { data: settings } = useQuery(settingsQuery)
  const newest = notices.at(-1)
  const play = useEffectEvent(() => {
    if (settings?.preferences.sounds === true) chime('bad')
  })
  const bad = newest === undefined || newest.kind === 'added' ? null : newest.id
  useEffect(() => {
    if (bad !== null) play()
  }, [bad])
}

interface NoticeCardProps {
  notice: ScanNotice
  onAdd: (code: string) => void
}

function NoticeCard({ notice, onAdd }: NoticeCardProps) {
  const { t } = useTranslation(['scan', 'common'])
  const isAdded = notice.kind === 'added'
  const Icon = isAdded ? Check : ScanBarcode
  return (
    <div
      role={isAdded ? 'status' : 'alert'}
      className="flex animate-enter items-center gap-3 rounded-card bg-card p-4"
    >
      <span
        aria-hidden
        className={classNames(
          'flex size-10 shrink-0 items-center justify-center rounded-full',
          TAG_TONES[isAdded ? 'green' : 'red'],
        )}
      >
        <Icon size={22} strokeWidth={2.5} />
      </span>
      <div className="selectable min-w-0 flex-1">
        <Words notice={notice} />
      </div>
      <div className="flex shrink-0 gap-2">
        {notice.kind === 'unknown' && (
          <Button tone="quiet" onPress={() => onAdd(notice.code)}>
            {t('unknown.add')}
          </Button>
        )}
        {isAdded && (
          <Link
            to="/"
            className="flex min-h-12 items-center rounded-control px-4 font-semibold text-blue-text active:bg-blue-soft"
          >
            {t('added.open')}
          </Link>
        )}
        <Button onPress={() => scanQueue.putAway(notice.id)}>{t('common:action.close')}</Button>
      </div>
    </div>
  )
}

function Words({ notice }: { notice: ScanNotice }) {
  const { t } = useTranslation('scan')
  switch (notice.kind) {
    case 'added':
      return (
        <p className="flex items-baseline justify-between gap-3 font-bold">
          <span className="min-w-0 truncate">{t('added.title', { name: notice.name })}</span>
          <Won amount={notice.price} className="shrink-0" />
        </p>
      )
    case 'unknown':
      return (
        <>
          <p className="font-bold">{t('unknown.title')}</p>
          <p className="text-ink-2">
            <span className="font-semibold break-all">{notice.code}</span> {t('unknown.text')}
          </p>
        </>
      )
    case 'refused':
      return (
        <>
          <p className="font-bold">{t('refused.title', { code: notice.code })}</p>
          <p className="text-ink-2">
            <FailureWords
              failure={{
                code: isErrorCode(notice.why) ? notice.why : 'INTERNAL',
                message: notice.message,
              }}
            />
          </p>
        </>
      )
  }
}
