import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/main/adapters/db/schema.ts',
    './src/main/adapters/db/cart-schema.ts',
    './src/main/adapters/db/tender-schema.ts',
    './src/main/adapters/db/print-schema.ts',
  ],
  out: './resources/migrations',
})
