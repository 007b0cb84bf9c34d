import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type ElectronStore from 'electron-store'
import type { Options, Schema } from 'electron-store'
import { ITEM_LENGTHS, type LabelRule, NO_LABELS, PRICE_UNITS } from '#shared/scale-label.ts'
import type { PrinterSettings } from '#shared/ipc/print-contract.ts'
import {
  CUSTOMER_DISPLAY_CHOICES,
  type CustomerDisplayChoice,
  LANGUAGES,
  LESSON_IDS,
  type LessonId,
  PAPERS,
  PRINTER_KINDS,
  STORES,
  type Store,
  TEXT_SIZES,
  THEMES,
} from '#shared/vocabulary.ts'
import type { Log, Preferences, SettingsFile, ShopFacts } from '../../application/ports.ts'
import { hashPin, isPin, type PinHash } from './pin-hash.ts'

/** What the file holds. Never money, never secrets. */
export interface SettingsShape {
  shop: ShopFacts
  preferences: Preferences
  printer: PrinterSettings
  store: Store
  labels: LabelRule
  discounts: { limitPercent: number; pin: PinHash | null }
  customerDisplay: CustomerDisplayChoice
  lessonsDone: LessonId[]
}

export interface SettingsStoreParts {
  /** The user-data folder; the file in it is settings.json. */
  readonly folder: string
  /** `(options) => new ElectronStore(options)`: the package imports Electron, so the shell brings it. */
  readonly open: (options: Options<SettingsShape>) => ElectronStore<SettingsShape>
  readonly log: Pick<Log, 'error'>
}

const NAME = 'settings'
/** The version of the file's shape, which is not the till's: it moves with the first entry of `migrations`. */
const FORMAT = '1.0.0'

const DEFAULTS: SettingsShape = {
  shop: { name: '', businessNumber: '', owner: '', address: '', phone: '' },
  // Four in the morning: a sale after midnight belongs to the evening before.
  preferences: { language: 'ko', theme: 'system', textSize: '100', closingHour: 4, sounds: false },
  printer: { kind: 'none', host: '', port: 9100, paper: '80', autoPrint: true },
  // A fresh till must not reach anybody's money.
  store: 'training',
  labels: NO_LABELS,
  // No limit until the owner sets one: without a PIN nobody could say yes.
  discounts: { limitPercent: 100, pin: null },
  customerDisplay: 'off',
  lessonsDone: [],
}

const text = { type: 'string', maxLength: 200 } as const
const SCHEMA: Schema<SettingsShape> = {
  shop: {
    type: 'object',
    properties: { name: text, businessNumber: text, owner: text, address: text, phone: text },
    required: ['name', 'businessNumber', 'owner', 'address', 'phone'],
  },
  preferences: {
    type: 'object',
    properties: {
      language: { enum: [...LANGUAGES] },
      theme: { enum: [...THEMES] },
      textSize: { enum: [...TEXT_SIZES] },
      closingHour: { type: 'integer', minimum: 0, maximum: 11 },
      sounds: { type: 'boolean' },
    },
    // What came later isn't asked of a file that is older.
    required: ['language', 'theme', 'closingHour'],
  },
  printer: {
    type: 'object',
    properties: {
      kind: { enum: [...PRINTER_KINDS] },
      host: { type: 'string', maxLength: 253 },
      port: { type: 'integer', minimum: 1, maximum: 65_535 },
      paper: { enum: [...PAPERS] },
      autoPrint: { type: 'boolean' },
    },
    required: ['kind', 'host', 'port', 'paper', 'autoPrint'],
  },
  store: { enum: [...STORES] },
  labels: {
    type: 'object',
    properties: {
      holds: {
        type: 'object',
        propertyNames: { pattern: '^2[0-9]$' },
        additionalProperties: { enum: ['price', 'weight'] },
      },
      itemLength: { enum: [...ITEM_LENGTHS] },
      priceUnit: { enum: [...PRICE_UNITS] },
    },
    required: ['holds', 'itemLength', 'priceUnit'],
  },
  discounts: {
    type: 'object',
    properties: {
      limitPercent: { type: 'integer', minimum: 0, maximum: 100 },
      pin: {
        type: ['object', 'null'],
        properties: { salt: text, hash: text },
        required: ['salt', 'hash'],
      },
    },
    required: ['limitPercent', 'pin'],
  },
  customerDisplay: { enum: [...CUSTOMER_DISPLAY_CHOICES] },
  lessonsDone: { type: 'array', items: { enum: [...LESSON_IDS] } },
}

/**
 * Shop facts, preferences and the chosen store. A file that can't be read is put aside under another
 * name and the defaults are used: a till that doesn't open sells nothing.
 */
export function openSettingsStore(parts: SettingsStoreParts): SettingsFile {
  const file = openOrSetAside(parts)
  return {
    shop: async () => file.get('shop'),
    saveShop: async (shop) => file.set('shop', shop),
    preferences: async () => ({ ...DEFAULTS.preferences, ...file.get('preferences') }),
    savePreferences: async (preferences) => file.set('preferences', preferences),
    async discountRule() {
      const { limitPercent, pin } = file.get('discounts')
      return { limitPercent, hasPin: pin !== null }
    },
    async saveDiscountRule({ limitPercent, newPin }) {
      const pin = newPin === null ? file.get('discounts').pin : await hashPin(newPin)
      file.set('discounts', { limitPercent, pin })
    },
    async isManagerPin(pin) {
      const kept = file.get('discounts').pin
      return kept !== null && isPin(pin, kept)
    },
    printer: async () => ({ ...DEFAULTS.printer, ...file.get('printer') }),
    savePrinter: async (printer) => file.set('printer', printer),
    store: async () => file.get('store'),
    saveStore: async (store) => file.set('store', store),
    labels: async () => file.get('labels'),
    saveLabels: async (rule) => file.set('labels', rule),
    customerDisplay: async () => file.get('customerDisplay'),
    saveCustomerDisplay: async (choice) => file.set('customerDisplay', choice),
    lessonsDone: async () => file.get('lessonsDone'),
    saveLessonsDone: async (done) => file.set('lessonsDone', [...done]),
  }
}

function openOrSetAside({ folder, open, log }: SettingsStoreParts): ElectronStore<SettingsShape> {
  const options: Options<SettingsShape> = {
    name: NAME,
    cwd: folder,
    schema: SCHEMA,
    defaults: DEFAULTS,
    projectVersion: FORMAT,
    // Given from the first day, so that every file says which shape it has.
    migrations: {},
  }
  try {
    return open(options)
  } catch (error) {
    const path = join(folder, `${NAME}.json`)
    if (!existsSync(path)) throw error
    const aside = freeName(folder)
    renameSync(path, aside)
    log.error('settings_set_aside', error, { aside })
    return open(options)
  }
}

function freeName(folder: string): string {
  for (let n = 1; ; n++) {
    const name = join(folder, `${NAME}-unreadable-${n}.json`)
    if (!existsSync(name)) return name
  }
}
