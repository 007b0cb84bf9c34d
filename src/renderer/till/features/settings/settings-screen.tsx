import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import {
  Archive,
  BadgePercent,
  KeyRound,
  Languages,
  Printer,
  ReceiptText,
  Scale,
  ShieldCheck,
  Store,
} from 'lucide-react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { LeftPanel, MainArea } from '../../frame/areas.tsx'
import { failureOf } from '../../ipc/call.ts'
import { settingsQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { BackupSection } from './backup-section.tsx'
import { DiscountSection } from './discount-section.tsx'
import { DisplaySection } from './display-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { PrinterSection } from './printer-section.tsx'
import { LabelsSection } from './labels-section.tsx'
import { SectionWaiting } from './section-parts.tsx'
import { SECTIONS, type SettingsSection } from './settings-search.ts'
import { RecordsSection } from './records-section.tsx'
import { ShopSection } from './shop-section.tsx'
import { StoreSection } from './store-section.tsx'

const ICONS: Record<SettingsSection, typeof Store> = {
  store: Store,
  keys: KeyRound,
  shop: ReceiptText,
  discount: BadgePercent,
  printer: Printer,
  labels: Scale,
  display: Languages,
  records: ShieldCheck,
  backup: Archive,
}

const CONTENTS = {
  store: StoreSection,
  keys: KeysSection,
  shop: ShopSection,
  discount: DiscountSection,
  printer: PrinterSection,
  labels: LabelsSection,
  display: DisplaySection,
  records: RecordsSection,
  backup: BackupSection,
}

/** One section at a time, so that there is one thing to do and one button to do it. */
export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const { section = 'store' } = useSearch({ from: '/settings' })
  const navigate = useNavigate()
  const open = (next: SettingsSection) =>
    void navigate({ to: '/settings', search: { section: next }, replace: true })
  return (
    <Tabs
      orientation="vertical"
      selectedKey={section}
      onSelectionChange={(key) => {
        const next = SECTIONS.find((one) => one === key)
        if (next !== undefined) open(next)
      }}
      className="contents"
    >
      <LeftPanel
        label={t('sections')}
        className="w-56 p-4 wide:w-80 wide:p-5 tight:w-18 tight:p-2 low:overflow-y-auto"
      >
        <h1 className="mb-4 px-3 text-page font-bold tight:sr-only">{t('title')}</h1>
        <TabList aria-label={t('sections')} className="flex flex-col gap-1">
          {SECTIONS.map((one) => {
            const Icon = ICONS[one]
            return (
              <Tab
                key={one}
                id={one}
                className="group flex min-h-14 items-center gap-3 py-2 shrink-0 rounded-control px-3 text-ink hover:bg-fill pressed:bg-fill-press selected:bg-blue-soft tight:justify-center selected:text-blue-text"
              >
                <Icon aria-hidden size={22} className="shrink-0" />
                <span className="min-w-0 tight:sr-only">
                  <span className="block font-semibold">{t(`section.${one}`)}</span>
                  <span className="hidden text-hint text-ink-3 group-selected:text-ink-2 wide:block">
                    {t(`sectionHint.${one}`)}
                  </span>
                </span>
              </Tab>
            )
          })}
        </TabList>
      </LeftPanel>
      <MainArea className="overflow-y-auto">
        {SECTIONS.map((one) => (
          <TabPanel
            key={one}
            id={one}
            className="mx-auto max-w-230 px-4 pt-2 pb-6 outline-none wide:px-7"
          >
            <Content section={one} onOpen={open} />
          </TabPanel>
        ))}
      </MainArea>
    </Tabs>
  )
}

interface ContentProps {
  section: SettingsSection
  onOpen: (section: SettingsSection) => void
}

function Content({ section, onOpen }: ContentProps) {
  const { t } = useTranslation('settings')
  const settings = useQuery(settingsQuery)
  if (settings.data !== undefined) {
    const Section = CONTENTS[section]
    return <Section settings={settings.data} onOpen={onOpen} />
  }
  if (settings.isError) {
    return (
      <div role="alert">
        <EmptyState
          title={t('brokenTitle')}
          action={
            <div className="flex flex-col items-center gap-4 text-ink-2">
              <FailureWords failure={failureOf(settings.error)} />
              <Button className="bg-card!" onPress={() => void settings.refetch()}>
                {t('tryAgain')}
              </Button>
            </div>
          }
        />
      </div>
    )
  }
  return <SectionWaiting />
}
