/**
 * Sums of doubles without rounding, after Shewchuk, "Adaptive Precision Floating-Point Arithmetic" (1997): a few doubles whose
 * exact sum is that of everything that was added. Only reading the sum rounds, so it does not depend on the order of the rows, nor on
 * how they were split into batches, threads and resumed runs.
 */
export class ExactSum {
  /** Of growing size, no two of which overlap. */
  #parts: number[] = []

  add(value: number): void {
    let carried = value
    const parts: number[] = []
    for (const part of this.#parts) {
      const [large, small] = Math.abs(carried) < Math.abs(part) ? [part, carried] : [carried, part]
      const sum = large + small
      const rest = small - (sum - large)
      if (rest !== 0) parts.push(rest)
      carried = sum
    }
    parts.push(carried)
    this.#parts = parts
  }

  take(parts: readonly number[]): void {
    for (const part of parts) this.add(part)
  }

  /** What a thread or a journal can hold. */
  parts(): readonly number[] {
    return this.#parts
  }

  /** The double next to the sum. */
  value(): number {
    let sum = 0
    let rest = 0
    let at = this.#parts.length - 1
    for (; at >= 0 && rest === 0; at -= 1) {
      const part = this.#parts[at] ?? 0
      const next = sum + part
      rest = part - (next - sum)
      sum = next
    }
    // Halfway between two doubles, what is left below decides.
    const below = this.#parts[at] ?? 0
    if ((rest < 0 && below < 0) || (rest > 0 && below > 0)) {
      const twice = rest * 2
      const next = sum + twice
      if (twice === next - sum) return next
    }
    return sum
  }
}
