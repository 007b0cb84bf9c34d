/**
 * Puts text on the clipboard; false where that isn't allowed. The clipboard API asks for a
 * permission, and main gives pages none; the older command needs only the press it runs in.
 */
export async function copyText(text: string): Promise<boolean> {
  if (copyByCommand(text)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copyByCommand(text: string): boolean {
  let isTaken = false
  const take = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    isTaken = true
  }
  document.addEventListener('copy', take)
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- its successor needs a permission that pages don't get
    return document.execCommand('copy') && isTaken
  } finally {
    document.removeEventListener('copy', take)
  }
}
