/** A till that places orders and tells each number on stdout, until it is killed. Arguments: file, migrations folder. */
import { openDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createOrders } from '../../src/main/adapters/db/orders.ts'
import { newAttempt, newOrder } from './store-kit.ts'

const [file = '', migrationsFolder = ''] = process.argv.slice(2)
const orders = createOrders(
  await openDatabase({ file, migrationsFolder, backupsFolder: `${file}-backups` }),
)
for (;;) {
  // Two tills are started on one file: their refs mustn't meet.
  const { number, attempts } = await orders.place(
    newOrder(),
    newAttempt({ ref: crypto.randomUUID() }),
  )
  process.stdout.write(`${number} ${attempts[0]?.ref}\n`)
  // Lets go of the thread, so that the line leaves before the next order is placed.
  await new Promise((resolve) => setImmediate(resolve))
}
