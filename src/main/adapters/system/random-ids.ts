import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Ids } from '../../application/ports.ts'

/** Letters and digits that can be read aloud without mistaking one for another. */
const CLEAR = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export const randomIds: Ids = {
  suffix: () => Array.from({ length: 4 }, () => CLEAR[randomInt(CLEAR.length)]).join(''),
  token: () => randomBytes(24).toString('base64url'),
  uuid: () => randomUUID(),
}
