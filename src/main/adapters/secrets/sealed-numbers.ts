import type { SealedNumbers } from '../../application/receipt-ports.ts'
import type { SecretBox } from './key-ring.ts'

/** Personal numbers in the file, readable only with the OS key store of this machine. */
export const createSealedNumbers = (box: SecretBox): SealedNumbers => ({
  async seal(number) {
    try {
      return (await box.isAvailable()) ? (await box.encrypt(number)).toString('base64') : null
    } catch {
      // A key store that was locked away: as where there is none.
      return null
    }
  },
  async open(sealed) {
    try {
      return (await box.decrypt(Buffer.from(sealed, 'base64'))).text
    } catch {
      return null
    }
  },
})
