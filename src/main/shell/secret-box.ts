import { safeStorage } from 'electron'

/**
 * The OS key store. On Linux without one, Electron falls back to a fixed password (basic_text):
 * that is no protection, so it counts as not available.
 */
export const osSecretBox = {
  async isAvailable(): Promise<boolean> {
    if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
      return false
    }
    return safeStorage.isAsyncEncryptionAvailable()
  },
  encrypt: (text: string): Promise<Buffer> => safeStorage.encryptStringAsync(text),
  async decrypt(bytes: Buffer): Promise<{ text: string; shouldReEncrypt: boolean }> {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(bytes)
    return { text: result, shouldReEncrypt }
  },
}
