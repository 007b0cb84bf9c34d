import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { DEFAULT_NAMESPACE, resources, type Words } from '#shared/i18n/resources.ts'
import type { Language } from '#shared/vocabulary.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Words
  }
}

/** Starts the translations with everything bundled, so nothing is fetched and no screen suspends. */
export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ko',
    ns: Object.keys(resources.ko),
    defaultNS: DEFAULT_NAMESPACE,
    resources,
    initAsync: false,
    // React escapes.
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language
  i18next.on('languageChanged', (lng) => {
    document.documentElement.lang = lng
  })
}

/** Switches the whole page; does nothing where the language is already the one asked for. */
export async function switchLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language)
}
