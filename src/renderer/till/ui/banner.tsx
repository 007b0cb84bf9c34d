import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { TAG_TONES, type TagTone } from './tag.tsx'

interface BannerProps {
  tone: TagTone
  children: ReactNode
  onClose?: () => void
}

/** One message in place, read aloud when it appears. Red interrupts, the others wait their turn. */
export function Banner({ tone, children, onClose }: BannerProps) {
  const { t } = useTranslation('common')
  return (
    <div
      role={tone === 'red' ? 'alert' : 'status'}
      className={classNames(
        'flex min-h-12 animate-enter items-center gap-3 rounded-control py-1 pr-1 pl-4 font-medium',
        TAG_TONES[tone],
      )}
    >
      <div className="selectable min-w-0 flex-1 py-2">{children}</div>
      {onClose !== undefined && (
        <IconButton
          label={t('action.close')}
          icon={<X aria-hidden size={20} />}
          onPress={onClose}
          className="text-current"
        />
      )}
    </div>
  )
}
