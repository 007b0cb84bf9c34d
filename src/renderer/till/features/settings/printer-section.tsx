import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PrinterSettings, PrintingView } from '#shared/ipc/print-contract.ts'
import { PAPERS, PRINTER_KINDS } from '#shared/vocabulary.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { printingQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PrintJobs } from './print-jobs.tsx'
import { PrinterState } from './printer-state.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { SectionHead } from './section-parts.tsx'

/** Which printer there is, how it is, and what waits for it. */
export function PrinterSection() {
  const { t } = useTranslation('printing')
  const { data: printing } = useQuery(printingQuery)
  return (
    <>
      <SectionHead title={t('title')}>{t('text')}</SectionHead>
      {printing !== undefined && (
        <div className="flex flex-col gap-3">
          <PrinterForm settings={printing.settings} />
          {printing.settings.kind !== 'none' && <PrinterState printing={printing} />}
          {printing.jobs.length > 0 && <PrintJobs printing={printing} />}
        </div>
      )}
    </>
  )
}

const isSame = (one: PrinterSettings, other: PrinterSettings): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

function PrinterForm({ settings }: { settings: PrintingView['settings'] }) {
  const { t } = useTranslation(['printing', 'settings'])
  const queryClient = useQueryClient()
  // Only what was changed, so that main's own answer shows through.
  const [changes, setChanges] = useState<Partial<PrinterSettings>>({})
  const [port, setPort] = useState<string | null>(null)
  const saving = useMutation({
    mutationFn: (next: PrinterSettings) => call('printing.saveSettings', next),
    onSuccess: (printing) => {
      queryClient.setQueryData(printingQuery.queryKey, printing)
      setChanges({})
      setPort(null)
    },
  })
  const now = {
    ...settings,
    ...changes,
    ...(port === null ? {} : { port: Number(port) }),
  }
  const isChanged = !isSame(now, settings)
  const failure = saving.error === null ? null : failureOf(saving.error)
  const wrong = (['host', 'port'] as const).filter(
    (field) => failure?.fields?.[field] !== undefined,
  )
  const change = (part: Partial<PrinterSettings>) => {
    setChanges({ ...changes, ...part })
    if (!saving.isIdle && !saving.isPending) saving.reset()
  }
  return (
    <Card>
      <Form
        validationBehavior="aria"
        validationErrors={Object.fromEntries(wrong.map((field) => [field, t(`problem.${field}`)]))}
        onSubmit={(event) => {
          event.preventDefault()
          if (!saving.isPending) saving.mutate(now)
        }}
        className="flex flex-col gap-4"
      >
        <Choice label={t('kind')}>
          <SegmentedControl
            label={t('kind')}
            value={now.kind}
            options={PRINTER_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(kind) => change({ kind })}
          />
        </Choice>
        <p className="-mt-2 text-hint text-ink-2">{t(`kindText.${now.kind}`)}</p>
        {now.kind === 'network' && (
          <div className="grid gap-4 wide:grid-cols-[minmax(0,1fr)_10rem]">
            <TextField
              name="host"
              label={t('host')}
              placeholder="192.168.0.50"
              value={now.host}
              maxLength={253}
              onChange={(host) => change({ host })}
            />
            <TextField
              name="port"
              label={t('port')}
              inputMode="numeric"
              value={port ?? String(settings.port)}
              maxLength={5}
              onChange={(text) => {
                setPort(text.replaceAll(/\D/g, ''))
                change({})
              }}
            />
          </div>
        )}
        {now.kind !== 'none' && (
          <div className="grid gap-4 wide:grid-cols-2">
            <Choice label={t('paper')}>
              <SegmentedControl
                label={t('paper')}
                value={now.paper}
                options={PAPERS.map((value) => ({ value, label: `${value} mm` }))}
                onChange={(paper) => change({ paper })}
              />
            </Choice>
            <Choice label={t('auto')}>
              <SegmentedControl
                label={t('auto')}
                value={now.autoPrint ? 'on' : 'off'}
                options={[
                  { value: 'on', label: t('autoOn') },
                  { value: 'off', label: t('autoOff') },
                ]}
                onChange={(auto) => change({ autoPrint: auto === 'on' })}
              />
            </Choice>
          </div>
        )}
        <div className="flex flex-wrap items-center gap-4">
          <Button
            type="submit"
            tone="primary"
            size={56}
            isPending={saving.isPending}
            isDisabled={!isChanged}
          >
            {saving.isPending ? t('settings:saving') : t('save')}
          </Button>
          <SaveOutcome
            words={t('settings:saved')}
            isSaved={saving.isSuccess && !isChanged}
            failure={wrong.length === 0 ? failure : null}
          />
        </div>
      </Form>
    </Card>
  )
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <span aria-hidden className="text-hint font-semibold text-ink-2">
        {label}
      </span>
      {children}
    </div>
  )
}
