import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { only } from './missing.ts'

/**
 * There is no OS key store here, and that is what the app is told. POS_HOST_SAFE_STORAGE=1 puts one
 * in its place whose key lives in this process only: for tests of what the app stores.
 */
const key = process.env['POS_HOST_SAFE_STORAGE'] === '1' ? randomBytes(32) : undefined

function encrypt(text: string): Buffer {
  if (!key) throw new Error('Error while encrypting the text: Encryption is not available.')
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from('v11'), iv, cipher.getAuthTag(), body])
}

function decrypt(bytes: Buffer): string {
  if (!key) throw new Error('Error while decrypting the text: Encryption is not available.')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(3, 15))
  decipher.setAuthTag(bytes.subarray(15, 31))
  return Buffer.concat([decipher.update(bytes.subarray(31)), decipher.final()]).toString('utf8')
}

const asynchronous: Pick<
  Electron.SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
> = {
  isAsyncEncryptionAvailable: async () => key !== undefined,
  getSelectedStorageBackend: () => (key ? 'gnome_libsecret' : 'basic_text'),
  encryptStringAsync: async (text) => encrypt(text),
  decryptStringAsync: async (bytes) => ({ result: decrypt(bytes), shouldReEncrypt: false }),
}

export const safeStorage = only('safeStorage', {
  ...asynchronous,
  // Deprecated in Electron, and still asked by those who look for a backend.
  isEncryptionAvailable: (): boolean => key !== undefined,
  encryptString: encrypt,
  decryptString: decrypt,
})
