import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from '#shared/i18n/en/customer.json' with { type: 'json' }
import ko from '#shared/i18n/ko/customer.json' with { type: 'json' }
import type { Language } from '#shared/vocabulary.ts'

/** Only the words of this screen: those for staff are no customer's business. */
export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ko',
    ns: ['customer'],
    defaultNS: 'customer',
    resources: { ko: { customer: ko }, en: { customer: en } },
    initAsync: false,
    // React escapes.
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language
}

/** Does nothing where the language is already the one asked for. */
export function switchLanguage(language: Language): void {
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}
