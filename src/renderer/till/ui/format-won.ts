export { formatWon } from '#shared/format-won.ts'
