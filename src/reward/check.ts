/**
 * What a caller's values must be. Every message names the field, what was expected and what was found.
 *
 *     Expected rule.weights.format to be a finite number, found 'x'
 */

/** @throws TypeError */
export function number(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new TypeError(`Expected ${name} to be a finite number, found ${show(value)}`)
  return value
}

/** @throws TypeError or RangeError */
export function between(name: string, value: unknown, low: number, high: number): number {
  const found = number(name, value)
  if (found < low || found > high) throw new RangeError(`Expected ${name} to be from ${low} to ${high}, found ${found}`)
  return found
}

/** @throws TypeError or RangeError */
export function positive(name: string, value: unknown): number {
  const found = number(name, value)
  if (found <= 0) throw new RangeError(`Expected ${name} to be above 0, found ${found}`)
  return found
}

/** A count: 0, 1, 2, …, or from `least` on. @throws TypeError */
export function count(name: string, value: unknown, least = 0): number {
  if (!Number.isSafeInteger(value) || (value as number) < least)
    throw new TypeError(`Expected ${name} to be a whole number from ${least} on, found ${show(value)}`)
  return value as number
}

/** @throws TypeError */
export function string(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`Expected ${name} to be a string, found ${show(value)}`)
  return value
}

/** @throws TypeError */
export function boolean(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`Expected ${name} to be true or false, found ${show(value)}`)
  return value
}

/** @throws RangeError */
export function oneOf<const T extends string>(name: string, value: unknown, known: readonly T[]): T {
  const found = known.find(word => word === value)
  if (found === undefined) throw new RangeError(`Expected ${name} to be ${list(known)}, found ${show(value)}`)
  return found
}

/** Refuses what is no plain object, and fields that nobody reads. @throws TypeError or RangeError */
export function fields(name: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`Expected ${name} to be an object, found ${show(value)}`)
  for (const field of Object.keys(value)) {
    if (!known.includes(field)) throw new RangeError(`Expected the fields of ${name} to be among ${list(known)}, found '${field}'`)
  }
}

/** Scores of a group: numbers, and `null` for what is unscored. @throws TypeError */
export function scoresOf(name: string, value: unknown): readonly (number | null)[] {
  if (!Array.isArray(value)) throw new TypeError(`Expected ${name} to be an array of scores, found ${show(value)}`)
  for (const [at, score] of value.entries()) if (score !== null) number(`${name}[${at}]`, score)
  return value as readonly (number | null)[]
}

const list = (words: readonly string[]): string => words.map(word => `'${word}'`).join(', ')

/** A value in a message. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? `'${value.slice(0, 40)}…'` : `'${value}'`
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'function') return 'a function'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
