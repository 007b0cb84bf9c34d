/** The first of p57, p58, … that is free. */
export function freeId(letter: string, first: number, isTaken: (id: string) => boolean): string {
  let number = first
  while (isTaken(`${letter}${number}`)) number += 1
  return `${letter}${number}`
}
