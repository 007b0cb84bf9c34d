import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const page = (name: string) => `src/renderer/${name}.html`

export default defineConfig({
  // Only the packages under "dependencies" (the native SQLite driver) stay outside the bundle.
  main: {
    build: {
      externalizeDeps: true,
      sourcemap: 'hidden',
      rolldownOptions: {
        input: {
          main: 'src/main/main.ts',
          // A thread's own entry: see file-jobs.ts.
          'file-jobs-worker': 'src/main/adapters/db/file-jobs-worker.ts',
        },
      },
    },
  },
  // A sandboxed preload must be one CommonJS file that requires nothing but 'electron'.
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { till: 'src/preload/till.ts', customer: 'src/preload/customer.ts' },
        output: { format: 'cjs' },
      },
    },
  },
  renderer: {
    plugins: [react(), tailwindcss()],
    build: {
      minify: true,
      // Inlined assets would need data: in the content security policy of fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          till: page('till'),
          customer: page('customer'),
          payment: page('payment'),
          receipt: page('receipt'),
        },
      },
    },
  },
})
