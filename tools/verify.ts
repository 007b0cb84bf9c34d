/**
 * `npm run verify -- --db FILE`: checks the journal in a store's file, and its orders against it. Reads
 * only, also while the till runs. One line for each thing that is wrong, then the result.
 *
 * Exit code 0: all is well. 1: something is wrong, or the file is damaged. 2: nothing could be checked.
 */
import { parseArgs } from 'node:util'
import { RecordsUnavailable, verifyRecords } from '../src/main/adapters/db/verify-records.ts'
import { paymentOfBody } from '../src/main/adapters/toss/payment-schema.ts'
import { describeFinding } from '../src/main/domain/records.ts'

const USAGE = 'npm run verify -- --db FILE   (FILE is a till.sqlite, or a backup of one)'

function askedFile(): string {
  try {
    const { values } = parseArgs({ options: { db: { type: 'string' } } })
    if (values.db !== undefined && values.db !== '') return values.db
  } catch (error) {
    if (error instanceof Error) process.stderr.write(`verify: ${error.message}\n`)
  }
  process.stderr.write(`verify: which file? ${USAGE}\n`)
  process.exit(2)
}

const file = askedFile()
try {
  const { rows, orders, findings } = await verifyRecords({
    file,
    readPayment: paymentOfBody,
    isDeep: true,
  })
  for (const finding of findings) process.stdout.write(`${describeFinding(finding)}\n`)
  const read = `${rows} journal rows, ${orders} attempts and refunds`
  process.stdout.write(
    findings.length === 0
      ? `verify: all is well: ${read}\n`
      : `verify: ${findings.length} ${findings.length === 1 ? 'thing is' : 'things are'} wrong: ${read} could be read\n`,
  )
  process.exitCode = findings.length === 0 ? 0 : 1
} catch (error) {
  if (!(error instanceof RecordsUnavailable)) throw error
  process.stderr.write(`verify: nothing could be checked. ${error.message}\n`)
  process.exitCode = 2
}
