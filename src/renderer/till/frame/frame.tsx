import { Outlet } from '@tanstack/react-router'
import { NewsStack } from '../features/checking/news-stack.tsx'
import { LessonPanel } from '../features/lessons/lesson-panel.tsx'
import { PayingDialog } from '../features/checkout/paying-dialog.tsx'
import { ScanNotices } from '../features/scan/scan-notices.tsx'
import { Rail } from './rail.tsx'
import { Strip } from './strip.tsx'
import { Watermark } from './watermark.tsx'

/** What is always there: rail, strip, and the dimmed till while a customer pays. */
export function Frame() {
  return (
    <div className="grid h-full grid-cols-[auto_auto_minmax(0,1fr)_auto] grid-rows-[auto_minmax(0,1fr)_auto]">
      <Rail />
      <Strip />
      <Outlet />
      <Watermark />
      <div className="col-start-3 row-start-3 flex min-w-0 flex-col">
        <ScanNotices />
        <NewsStack />
        <LessonPanel />
      </div>
      <PayingDialog />
    </div>
  )
}
