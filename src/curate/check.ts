/** What a caller's rows must be. Every message names the field, what was expected and what was found. */
import { show } from '../reward/check.ts'

/** @throws TypeError */
export function optionalText(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string') throw new TypeError(`Expected ${name} to be a string, found ${show(value)}`)
}

/** @throws TypeError */
export function row(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`Expected ${name} to be an object, found ${show(value)}`)
}
