import { fail, ok, type Result } from '#shared/result.ts'
import { pictureKind } from '../domain/picture-kind.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { CatalogueGate } from './catalogue-gate.ts'
import type { Picture } from './product-ports.ts'

/** Pictures that no product shows any more stay so long, in ms: a backup may bring their products back. */
const KEPT_FOR = 30 * 24 * 60 * 60_000
/** The largest picture that is kept, in bytes. */
const MOST_BYTES = 180 * 1024

export interface EditPictures {
  choose(): Promise<Result<{ chosen: string | null }>>
  keep(input: { readonly data: string }): Promise<Result<{ picture: string }>>
  /** What a page may be given under this name: a kept picture, or the one that was just chosen. */
  picture(name: string): Promise<Picture | null>
  /** Removes what has been of no use for a month. */
  sweep(): Promise<void>
}

/**
 * A picture is chosen here, made small by the page, which has Chromium's decoders, and kept here. Foreign
 * bytes never leave as anything but a picture of the kind that they are.
 */
export function createEditPictures(
  ports: Pick<
    ApplicationPorts,
    'pictures' | 'catalogueEdits' | 'files' | 'ids' | 'clock' | 'log'
  > & {
    readonly gate: CatalogueGate
  },
): EditPictures {
  const { pictures, gate } = ports
  let chosen: (Picture & { readonly name: string }) | null = null

  return {
    choose: () =>
      gate.through<{ chosen: string | null }>(async () => {
        const file = await ports.files.open('picture')
        if (file === null) return ok({ chosen: null })
        // Nobody can read it, or it is gone: both are about the file that was chosen.
        const bytes = await file.read().catch(() => new Uint8Array())
        if (bytes === null) return fail('FILE_TOO_LARGE', 'the picture is too large')
        const type = pictureKind(bytes)
        if (type === null) return fail('PICTURE_UNREADABLE', 'the file is no picture')
        const name = `chosen-${ports.ids.uuid()}`
        chosen = { name, type, bytes }
        return ok({ chosen: name })
      }),

    keep: ({ data }) =>
      gate.through(async () => {
        const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
        if (bytes.length > MOST_BYTES) return fail('FILE_TOO_LARGE', 'the picture is too large')
        if (pictureKind(bytes) !== 'image/webp') {
          return fail('PICTURE_UNREADABLE', 'only WebP is kept')
        }
        const picture = await pictures.keep(bytes).catch((error: unknown) => {
          ports.log.error('picture_not_kept', error, {})
          return null
        })
        if (picture === null) return fail('FILE_NOT_SAVED', 'the picture could not be written')
        chosen = null
        return ok({ picture })
      }),

    async picture(name) {
      if (chosen !== null && chosen.name === name) return chosen
      const bytes = await pictures.read(name)
      return bytes === null ? null : { type: 'image/webp', bytes }
    },

    async sweep() {
      const before = new Date(ports.clock.now().getTime() - KEPT_FOR)
      const removed = await pictures.sweep(await ports.catalogueEdits.picturesInUse(), before)
      if (removed > 0) ports.log.info('pictures_removed', { removed })
    },
  }
}
