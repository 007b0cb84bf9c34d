import './styles.css'

/** Receipt printers have 8 dots to the mm; the slip's picture is in dots. */
const DOTS_PER_MM = 8

/** Draws the slip that main holds under this page's token, and says so once its letters are there. */
async function draw(token: string): Promise<void> {
  const answer = await fetch(`/slips/${token}/svg`)
  if (!answer.ok) throw new Error(`no slip: ${answer.status}`)
  const picture = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml')
  const svg = document.adoptNode(picture.documentElement)
  if (!(svg instanceof SVGSVGElement)) throw new Error('not a picture')
  svg.style.width = `${svg.viewBox.baseVal.width / DOTS_PER_MM}mm`
  svg.style.height = 'auto'
  document.body.append(svg)
  const letters = svg.textContent
  await document.fonts.load("22px 'Slip'", letters)
  await document.fonts.ready
  await fetch(`/slips/${token}/drawn`)
}

void draw(location.hash.slice(1))
