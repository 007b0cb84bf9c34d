import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './write-durably.ts'

const KeyFileSchema = z.strictObject({
  version: z.literal(1),
  /** The client key new payments are opened with, per store. */
  current: z.strictObject({ sandbox: z.string().nullable(), live: z.string().nullable() }),
  /** Every pair ever saved: a refund needs the pair that made the payment. */
  pairs: z.array(
    z.strictObject({
      store: z.enum(['sandbox', 'live']),
      clientKey: z.string().min(1),
      /** Bytes of the OS key store, base64. Never the secret itself. */
      encrypted: z.base64().min(1),
    }),
  ),
})

export type KeyFile = z.infer<typeof KeyFileSchema>

export const EMPTY_KEY_FILE: KeyFile = {
  version: 1,
  current: { sandbox: null, live: null },
  pairs: [],
}

/** What is saved; an unreadable file is put aside and told to `onUnreadable`. */
export async function readKeyFile(
  file: string,
  onUnreadable: (error: unknown) => void,
): Promise<KeyFile> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return EMPTY_KEY_FILE
    throw error
  }
  try {
    return KeyFileSchema.parse(JSON.parse(text))
  } catch (error) {
    await rename(file, `${file}.unreadable`)
    onUnreadable(error)
    return EMPTY_KEY_FILE
  }
}

export async function writeKeyFile(file: string, keys: KeyFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeDurably(file, `${JSON.stringify(keys, null, 2)}\n`)
}
