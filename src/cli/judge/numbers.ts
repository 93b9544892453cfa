/** `9985` → `9,985`. The same on every machine, whatever its locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A share as per cent with two decimals; `–` when there is nothing to share. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`
}
