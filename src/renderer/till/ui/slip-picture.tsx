import { useEffect, useRef } from 'react'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string },
  ): { createHTML(text: string): string }
}

/** The page's policy lets no text become markup unseen; a slip is drawn by main, from escaped letters. */
const policy = (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('slip', {
  createHTML: (text) => text,
})

function pictureOf(svg: string): SVGSVGElement | null {
  const picture = new DOMParser().parseFromString(policy?.createHTML(svg) ?? svg, 'image/svg+xml')
  const root = picture.documentElement
  return root instanceof SVGSVGElement ? document.adoptNode(root) : null
}

interface SlipPictureProps {
  svg: string
  /** The same in words, for screen readers. */
  text: string
  label: string
}

/** A slip as it comes out of the printer: black on white in every theme, 48 or 72 mm of letters. */
export function SlipPicture({ svg, text, label }: SlipPictureProps) {
  const paper = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const picture = pictureOf(svg)
    if (picture !== null) paper.current?.replaceChildren(picture)
  }, [svg])
  return (
    <figure
      aria-label={label}
      className="mx-auto w-fit bg-white px-4 py-5 shadow-float forced-color-adjust-none"
    >
      <div ref={paper} aria-hidden className="slip" />
      <figcaption className="sr-only whitespace-pre-line">{text}</figcaption>
    </figure>
  )
}
