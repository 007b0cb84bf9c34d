import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Printer, PrinterCheck, PrinterX } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { call, failureOf } from '../../ipc/call.ts'
import { printingQuery } from '../../ipc/queries.ts'
import { keyedButton } from '../../keys/keyed.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { canPrint } from '../../ui/printer-tone.ts'
import { useWaited } from '../../ui/use-waited.ts'

/** How long the strip says what became of a press, in ms. */
const SHOWN = 2500

/**
 * The printer in the strip: what is wrong with it, or waits for it, as long as it does; and the last
 * receipt once more by one press or its key. Nothing where the shop has no printer.
 */
export function PrinterStrip() {
  const { data: printing } = useQuery(printingQuery)
  if (printing === undefined || printing.settings.kind === 'none') return null
  return (
    <>
      <PrinterAlert />
      <PrintLast />
    </>
  )
}

function PrinterAlert() {
  const { t } = useTranslation('printing')
  const { data: printing } = useQuery(printingQuery)
  if (printing === undefined) return null
  const { state } = printing.printer
  const unknown = printing.jobs.filter((job) => job.state === 'unknown').length
  const waiting = printing.waiting - unknown
  const isFine = canPrint(state)
  // What is on its way to a printer that prints is nobody's business.
  if (isFine && unknown === 0 && state !== 'paper_low') return null
  const counts = [
    waiting > 0 && !isFine && t('strip.waiting', { count: waiting }),
    unknown > 0 && t('strip.unknown', { count: unknown }),
  ].filter(Boolean)
  const words = [...(isFine && state !== 'paper_low' ? [] : [t(`state.${state}`)]), ...counts]
  return (
    <Link
      to="/settings"
      search={{ section: 'printer' }}
      className={`-my-1.5 flex min-h-12 min-w-12 items-center gap-1.5 rounded-control px-2 font-semibold underline-offset-4 hover:underline active:bg-fill ${isFine ? 'text-amber-text' : 'text-red-text'}`}
    >
      <PrinterX aria-hidden size={16} className="shrink-0" />
      <span className="truncate">{words.join(' · ')}</span>
    </Link>
  )
}

function PrintLast() {
  const { t } = useTranslation(['printing', 'errors'])
  const print = useMutation({ mutationFn: () => call('slips.printLast', {}) })
  const press = () => {
    if (!print.isPending) print.mutate()
  }
  const isWaiting = useWaited(print.isPending)
  const forget = useEffectEvent(() => print.reset())
  useEffect(() => {
    if (!print.isSuccess && !print.isError) return
    const timer = setTimeout(() => forget(), SHOWN)
    return () => clearTimeout(timer)
  }, [print.isSuccess, print.isError])

  useShortcut('printLast', press)

  const failure = print.error === null ? null : failureOf(print.error)
  return (
    <>
      <Button
        {...keyedButton('printLast')}
        onPress={press}
        className="-my-1.5 flex min-h-12 min-w-12 shrink-0 items-center gap-1.5 rounded-control px-2 font-semibold underline-offset-4 hover:underline pressed:bg-fill"
      >
        {isWaiting ? (
          <Spinner size={16} className="shrink-0" />
        ) : print.isSuccess ? (
          <PrinterCheck aria-hidden size={16} className="shrink-0 text-green-text" />
        ) : (
          <Printer aria-hidden size={16} className="shrink-0" />
        )}
        <span className="small:sr-only">
          {isWaiting ? t('last.asking') : print.isSuccess ? t('last.queued') : t('last.print')}
        </span>
      </Button>
      <span role="status" className="sr-only">
        {isWaiting ? t('last.asking') : print.isSuccess && t('last.queued')}
      </span>
      {failure !== null && (
        <span role="alert" className="truncate font-semibold text-red-text">
          {t(`errors:${failure.code}`)}
        </span>
      )}
    </>
  )
}
