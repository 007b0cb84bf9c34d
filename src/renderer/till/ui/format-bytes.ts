/** `45 MB`, in steps of 1000 as disks are sold. */
export function formatBytes(bytes: number, language: string): string {
  const [unit, size] = bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes < 1e7 && unit === 'megabyte' ? 1 : 0,
  }).format(Math.max(1, bytes / size))
}
