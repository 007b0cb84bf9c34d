import { fileURLToPath } from 'node:url'
import { seedCatalogue } from '../../src/main/adapters/db/catalogue.ts'
import { openDatabase } from '../../src/main/adapters/db/open-database.ts'
import { shopCatalogue } from './korean-shop.ts'

const MIGRATIONS = fileURLToPath(new URL('../../resources/migrations', import.meta.url))

/** A store's file with the catalogue of {@link shopCatalogue} in it, closed again. @throws DatabaseFault */
export async function seedFile(
  file: string,
  backupsFolder: string,
  products: number,
  seed: number,
): Promise<void> {
  const catalogue = shopCatalogue(products, seed)
  const database = await openDatabase({ file, migrationsFolder: MIGRATIONS, backupsFolder })
  try {
    await seedCatalogue(database, catalogue)
  } finally {
    database.close()
  }
}
