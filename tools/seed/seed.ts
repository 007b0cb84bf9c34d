/**
 * `npm run seed -- --products 5000 --seed 1 --db FILE`: makes a store's file with that many products that
 * look real, the same for the same seed. For measuring, for trying out, for tests.
 *
 * Exit code 0: made. 1: it couldn't be made. 2: the command wasn't understood.
 */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { seedFile } from './seed-file.ts'

const USAGE = 'npm run seed -- --db FILE [--products 5000] [--seed 1]   (FILE must not exist)'

function refuse(why: string): never {
  process.stderr.write(`seed: ${why} ${USAGE}\n`)
  process.exit(2)
}

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        db: { type: 'string' },
        products: { type: 'string', default: '5000' },
        seed: { type: 'string', default: '1' },
      },
    })
    return values
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

const { db, products, seed } = asked()
if (db === undefined || db === '') refuse('which file?')
if (!/^\d{1,6}$/.test(products) || !/^\d{1,9}$/.test(seed)) refuse('two whole numbers, please.')
const file = resolve(db)
if (existsSync(file)) refuse(`${file} is there already.`)
try {
  await seedFile(file, join(dirname(file), 'backups'), Number(products), Number(seed))
  process.stdout.write(`seed: ${products} products in ${file}\n`)
} catch (error) {
  process.stderr.write(`seed: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
