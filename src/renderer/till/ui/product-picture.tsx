import { useState } from 'react'
import { classNames } from './class-names.ts'

interface ProductPictureProps {
  name: string
  /** File name below `pictures/`. */
  file: string | null
  className?: string
}

/** The picture, or the first letter of the name where there is none or it can't be read. */
export function ProductPicture({ name, file, className }: ProductPictureProps) {
  const [brokenFile, setBrokenFile] = useState<string | null>(null)
  if (file === null || file === brokenFile) {
    return (
      <span
        aria-hidden
        className={classNames(
          'flex items-center justify-center rounded-control bg-fill text-panel font-bold text-ink-3',
          className,
        )}
      >
        {Array.from(name.trim())[0]}
      </span>
    )
  }
  return (
    <img
      src={`pictures/${encodeURIComponent(file)}`}
      alt=""
      draggable={false}
      decoding="async"
      onError={() => setBrokenFile(file)}
      className={classNames('object-contain', className)}
    />
  )
}
