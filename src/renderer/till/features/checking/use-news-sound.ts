import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { NewsView } from '#shared/ipc/contract.ts'
import { settingsQuery } from '../../ipc/queries.ts'
import { chime } from '../../ui/chime.ts'

/** A short sound for each result that comes in, where the shop wants one. None for what was there before. */
export function useNewsSound(news: readonly NewsView[] | undefined): void {
  const { data: settings } = useQuery(settingsQuery)
  const isWanted = settings?.preferences.sounds === true
  const heard = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (news === undefined) return
    const before = heard.current
    heard.current = new Set(news.map(({ id }) => id))
    const fresh = before === null ? [] : news.filter(({ id }) => !before.has(id))
    const [newest] = fresh
    if (isWanted && newest !== undefined) chime(isGood(newest) ? 'good' : 'bad')
  }, [news, isWanted])
}

const isGood = ({ kind }: NewsView): boolean =>
  kind === 'paid' || kind === 'deposited' || kind === 'refunded' || kind === 'account_issued'
