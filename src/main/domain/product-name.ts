/** A name as it is kept: one Unicode form, single spaces, nothing that can't be seen. */
export const tidyName = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
