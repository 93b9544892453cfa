/** Calls of the command: in this process, where only what it prints matters, or in one of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createColors } from 'picocolors'
import { onTestFinished } from 'vitest'
import { run } from '../../src/cli/program.ts'
import type { Called } from './process.ts'

export { spawned } from './process.ts'

export async function call(...args: readonly string[]): Promise<Called> {
  let out = ''
  let err = ''
  const terminal = {
    out: (text: string): void => {
      out += text
    },
    err: (text: string): void => {
      err += text
    },
    colours: createColors(false),
    columns: 100,
    watched: false,
  }
  const code = await run(args, terminal, new AbortController().signal)
  return { code, out, err }
}

/** A folder that goes when the test is done. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mathverdict-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A file in a folder of its own; rows that are no text are written as JSON. */
export function file(name: string, lines: readonly unknown[] | Buffer): string {
  const path = join(folder(), name)
  writeFileSync(
    path,
    Buffer.isBuffer(lines) ? lines : lines.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  )
  return path
}
