/** The Korean keyboard (두벌식, KS X 5002), by a table of its own: which keys make a text in the other layout. */
const KEYS = 'qwertyuiopasdfghjklzxcvbnm'
const LETTERS = 'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ'
const SHIFTED = new Map(
  Array.from('ㅃㅉㄸㄲㅆㅒㅖ', (letter, at) => [letter, 'QWERTOP'.charAt(at)]),
)
const INITIALS = Array.from('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ')
const VOWELS = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(
  ' ',
)
const FINALS =
  ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(
    ' ',
  )

function lettersOf(char: string): string {
  const code = char.charCodeAt(0) - 0xac00
  if (code < 0 || code > 11171) return char
  return `${INITIALS[Math.floor(code / 588)]}${VOWELS[Math.floor((code % 588) / 28)]}${FINALS[code % 28]}`
}

/** What Korean becomes where the keyboard was left in English. */
export const typedInEnglish = (text: string): string =>
  Array.from(text)
    .flatMap((char) => Array.from(lettersOf(char)))
    .map((letter) => SHIFTED.get(letter) ?? KEYS[LETTERS.indexOf(letter)] ?? letter)
    .join('')

/** What English becomes where the keyboard was left in Korean, as lone letters; Korean in it stays. */
export const typedInKorean = (text: string): string =>
  Array.from(text, (char) => LETTERS[KEYS.indexOf(char.toLowerCase())] ?? char).join('')
