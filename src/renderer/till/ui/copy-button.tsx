import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { copyText } from './copy-text.ts'

type CopyState = 'idle' | 'copied' | 'failed'

const SHOWN_MS = 2000

function useCopy(text: string) {
  const [state, setState] = useState<CopyState>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () =>
    void copyText(text).then((isCopied) => setState(isCopied ? 'copied' : 'failed'))
  return { state, copy }
}

const ICONS = {
  idle: <Copy aria-hidden size={18} />,
  copied: <Check aria-hidden size={18} className="text-green-text" />,
  failed: <X aria-hidden size={18} className="text-red-text" />,
}

interface CopyButtonProps {
  /** What is copied, in words: 주문번호. */
  what: string
  text: string
}

export function CopyButton({ what, text }: CopyButtonProps) {
  const { t } = useTranslation('common')
  const { state, copy } = useCopy(text)
  return (
    <>
      <IconButton label={t('copy.what', { what })} icon={ICONS[state]} onPress={copy} />
      <CopyOutcome state={state} />
    </>
  )
}

/** The same with its words on it. */
export function WordyCopyButton({ words, text }: { words: string; text: string }) {
  const { state, copy } = useCopy(text)
  return (
    <span className="flex items-center gap-2">
      <CopyOutcome state={state} />
      <Button tone="quiet" icon={ICONS[state]} onPress={copy}>
        {words}
      </Button>
    </span>
  )
}

function CopyOutcome({ state }: { state: CopyState }) {
  const { t } = useTranslation('common')
  return (
    <span role="status" className="shrink-0 text-hint text-ink-2 empty:hidden">
      {state === 'copied' && t('copy.done')}
      {state === 'failed' && t('copy.failed')}
    </span>
  )
}
