import { Outlet } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { NewsStack } from '../features/checking/news-stack.tsx'
import { LessonPanel } from '../features/lessons/lesson-panel.tsx'
import { PayingDialog } from '../features/checkout/paying-dialog.tsx'
import { KeyMap } from '../features/key-map/key-map.tsx'
import { ScanNotices } from '../features/scan/scan-notices.tsx'
import { followAlt } from '../keys/follow-alt.ts'
import { useShortcut } from '../keys/use-shortcut.ts'
import { Rail } from './rail.tsx'
import { Strip } from './strip.tsx'
import { Watermark } from './watermark.tsx'

/** What is always there: rail, strip, the keys, and the dimmed till while a customer pays. */
export function Frame() {
  const [isKeyMapOpen, setIsKeyMapOpen] = useState(false)
  useShortcut('keyMap', () => setIsKeyMapOpen((isOpen) => !isOpen))
  useEffect(followAlt, [])
  return (
    <div className="grid h-full grid-cols-[auto_auto_minmax(0,1fr)_auto] grid-rows-[auto_minmax(0,1fr)_auto]">
      <Rail onOpenKeys={() => setIsKeyMapOpen(true)} />
      <Strip />
      <Outlet />
      <Watermark />
      <div className="col-start-3 row-start-3 flex min-w-0 flex-col">
        <ScanNotices />
        <NewsStack />
        <LessonPanel />
      </div>
      <PayingDialog />
      <KeyMap isOpen={isKeyMapOpen} onClose={() => setIsKeyMapOpen(false)} />
    </div>
  )
}
