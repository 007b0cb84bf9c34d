import { app } from 'electron'

// An app that finds out at once that it can't run.
process.stderr.write('leaving early\n')
app.exit(3)
