import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The golden file: what all fixtures get, a line each, as `judge-lines.ts` gives them. It was made on Node 20; every runtime has to
 * give the same bytes. A change of it is a change that users see, in a verdict, its trace or its cost, and is read like one.
 */

const path = fileURLToPath(new URL('golden.tsv', import.meta.url))

export const readGolden = (): string => readFileSync(path, 'utf8')

export function writeGolden(lines: readonly string[]): void {
  writeFileSync(path, asText(lines))
}

export const asText = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('')
