import { NO_LABELS } from '#shared/scale-label.ts'
import { memoryDiscountRule } from './memory-carts.ts'
import { createFileJobs } from '../../src/main/adapters/db/file-jobs.ts'
import { createSealedNumbers } from '../../src/main/adapters/secrets/sealed-numbers.ts'
import { randomIds } from '../../src/main/adapters/system/random-ids.ts'
import { systemClock, systemTimers } from '../../src/main/adapters/system/system-clock.ts'
import type { StoreParts } from '../../src/main/compose-store.ts'
import { displaySettings, noDisplay } from './memory-display.ts'
import { noFiles } from './memory-editing.ts'
import { noPaper, printerSettings } from './memory-printing.ts'
import { MIGRATIONS } from './store-kit.ts'
import { backwardsSecretBox } from './without-electron.ts'

/** The keys of the tills that are composed without Electron. */
export const KEYS = {
  clientKey: 'test_gck_composed0000000000000000',
  secretKey: 'test_gsk_composed0000000000000000',
  mId: 'composed_shop',
}
export const LATTE = 4500

/** All that a store gets from outside itself, of a shop that sells lattes, over a folder and a Toss of a test's own. */
export const storeParts = (folder: string, tossApiUrl: string): StoreParts => ({
  store: 'sandbox',
  folder,
  migrationsFolder: MIGRATIONS,
  seed: {
    categories: [{ id: 'coffee', nameKo: '커피', nameEn: 'Coffee' }],
    products: [
      {
        id: 'latte',
        name: '카페라떼',
        price: LATTE,
        categoryId: 'coffee',
        taxType: 'taxable',
        barcode: null,
        picture: null,
        isFavourite: false,
      },
    ],
  },
  fetch: (request) => fetch(request),
  tossApiUrl,
  about: { version: '0.1.0', host: 'chromium' },
  clock: systemClock,
  timers: systemTimers,
  ids: randomIds,
  keys: {
    current: async () => ({ clientKey: KEYS.clientKey }),
    secretFor: async () => KEYS.secretKey,
  },
  numbers: createSealedNumbers(backwardsSecretBox),
  keyRing: {
    states: async () => [],
    canKeepSecrets: async () => true,
    save: async () => ({ kept: 'saved' }),
    forget: async () => {},
  },
  windows: { open: async () => {}, close: async () => {} },
  customerDisplay: noDisplay(),
  events: { publish: () => {} },
  settings: {
    shop: async () => ({ name: '', businessNumber: '', owner: '', address: '', phone: '' }),
    saveShop: async () => {},
    preferences: async () => ({
      language: 'ko',
      theme: 'light',
      textSize: '100',
      closingHour: 4,
      sounds: false,
    }),
    savePreferences: async () => {},
    ...memoryDiscountRule(),
    ...printerSettings(),
    ...displaySettings(),
    store: async () => 'sandbox',
    saveStore: async () => {},
    labels: async () => NO_LABELS,
    saveLabels: async () => {},
  },
  stores: { open: async () => {}, restore: async () => {} },
  jobs: createFileJobs(null),
  slipPaper: noPaper,
  files: noFiles,
  log: { info: () => {}, warn: () => {}, error: () => {} },
})
