import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, CircleAlert, Clock4, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NewsView } from '#shared/ipc/contract.ts'
import { callWords, type StaffWords, unpaidWords } from '#shared/toss-codes/toss-codes.ts'
import type { Language, NewsKind } from '#shared/vocabulary.ts'
import { formatClock } from '../../frame/format-time.ts'
import { call } from '../../ipc/call.ts'
import { checkingQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { TAG_TONES, type TagTone } from '../../ui/tag.tsx'
import { TossSaid } from '../../ui/toss-said.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import { useWaited } from '../../ui/use-waited.ts'
import { Won } from '../../ui/won.tsx'
import { useNewsSound } from './use-news-sound.ts'

/** So many at once; the others follow as these are put away. */
const SHOWN = 2
/** A tap that was already on its way when the news appeared isn't meant for it, in ms. */
const NOT_MEANT = 700

const LOOKS: Readonly<Record<NewsKind, { icon: LucideIcon; tone: TagTone }>> = {
  paid: { icon: Check, tone: 'green' },
  deposited: { icon: Check, tone: 'green' },
  refunded: { icon: Check, tone: 'green' },
  account_issued: { icon: Clock4, tone: 'blue' },
  deposit_over: { icon: CircleAlert, tone: 'amber' },
  deposit_withdrawn: { icon: CircleAlert, tone: 'amber' },
  not_paid: { icon: CircleAlert, tone: 'red' },
  deposit_reversed: { icon: CircleAlert, tone: 'red' },
  refund_refused: { icon: CircleAlert, tone: 'red' },
  refund_not_arrived: { icon: CircleAlert, tone: 'red' },
}

/** What became known meanwhile, below whatever the cashier is doing, until it is read. It covers nothing. */
export function NewsStack() {
  const { t } = useTranslation('checking')
  const { data } = useQuery(checkingQuery)
  const news = data?.news ?? []
  useNewsSound(data?.news)
  if (news.length === 0) return null
  return (
    <section
      aria-label={t('news.label')}
      className="col-start-3 row-start-3 flex min-w-0 flex-col gap-2 px-4 pb-4 wide:px-6"
    >
      {news.length > SHOWN && (
        <p className="px-4 text-hint font-medium text-ink-2">
          {t('news.more', { count: news.length - SHOWN })}
        </p>
      )}
      {news
        .slice(0, SHOWN)
        .toReversed()
        .map((one) => (
          <NewsCard key={one.id} news={one} />
        ))}
    </section>
  )
}

/** Where Toss said why, the table knows what that means and whether money moved. */
function wordsOf({ kind, reason }: NewsView, language: Language): StaffWords | null {
  if (reason === null) return null
  if (kind === 'not_paid') return unpaidWords(reason.code, language)
  return kind === 'refund_refused' ? callWords('cancel', reason, language) : null
}

function NewsCard({ news }: { news: NewsView }) {
  const { t } = useTranslation('checking')
  const queryClient = useQueryClient()
  const isSettled = useWaited(true, NOT_MEANT)
  const putAway = useMutation({
    mutationFn: () => call('checking.putAway', { id: news.id }),
    onSuccess: (next) => queryClient.setQueryData(checkingQuery.queryKey, next),
  })
  const { icon: Icon, tone } = LOOKS[news.kind]
  const words = wordsOf(news, useLanguage())
  return (
    <div
      role={tone === 'red' ? 'alert' : 'status'}
      className="flex animate-enter items-center gap-3 rounded-card bg-card p-4"
    >
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <span
          aria-hidden
          className={classNames(
            'flex size-10 shrink-0 items-center justify-center rounded-full',
            TAG_TONES[tone],
          )}
        >
          <Icon size={22} strokeWidth={2.5} />
        </span>
        <div className="selectable min-w-0 flex-1">
          <p className="flex items-baseline justify-between gap-3 font-bold">
            <span>{t(`news.title.${news.kind}`)}</span>
            <Won amount={news.amount} className="shrink-0" />
          </p>
          <p className="text-hint text-ink-2">
            {news.number} · {news.title} · {formatClock(news.at)}
          </p>
          <p className="mt-1">
            {words === null ? t(`news.text.${news.kind}`) : `${words.what} ${words.money}`}
          </p>
          {news.reason !== null && (
            <TossSaid answer={news.reason} className="text-hint text-ink-2" />
          )}
        </div>
      </div>
      <div className="flex shrink-0 gap-2">
        <Link
          to="/orders/$orderId"
          params={{ orderId: news.orderId }}
          disabled={!isSettled}
          onClick={() => putAway.mutate()}
          className="flex min-h-12 items-center rounded-control px-4 font-semibold text-blue-text active:bg-blue-soft"
        >
          {t('news.order')}
        </Link>
        <Button isDisabled={!isSettled} onPress={() => putAway.mutate()}>
          {t('news.close')}
        </Button>
      </div>
    </div>
  )
}
