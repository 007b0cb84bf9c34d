export function PayingDialog() {
  return null
}
