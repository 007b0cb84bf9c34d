import { app, BrowserWindow, session } from 'electron'

// Opens pop-ups with no second driver attached, and prints whose first request the door saw.

app.setPath('userData', process.env.POS_USER_DATA)

async function start() {
  const seen = []
  const { promise, resolve } = Promise.withResolvers()
  session.fromPartition('pay').protocol.handle('http', ({ url }) => {
    if (url.includes('popup')) seen.push(new URL(url).pathname)
    if (seen.length === 5) resolve()
    return new Response('<p>', { headers: { 'content-type': 'text/html' } })
  })
  const window = new BrowserWindow({ webPreferences: { partition: 'pay' } })
  await window.loadURL('http://localhost/checkout')
  for (let n = 1; n <= 5; n++) {
    await window.webContents.executeJavaScript(`void window.open('/popup-${n}')`, true)
  }
  // A request the door missed never comes.
  await Promise.race([promise, new Promise((late) => setTimeout(late, 5000))])
  process.stdout.write(`${seen.toSorted((a, b) => a.localeCompare(b)).join(' ')}\n`)
  app.exit(0)
}

void app.whenReady().then(start)
