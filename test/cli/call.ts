/** Calls of the command: in this process, where only what it prints matters, or in one of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createColors } from 'picocolors'
import { onTestFinished } from 'vitest'
import { run } from '../../src/cli/program.ts'

export interface Called {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

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

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** @param input what stands on standard input @param how `deaf`: nobody reads standard output */
export function spawned(args: readonly string[], input: string | Buffer = '', how: { readonly deaf?: boolean } = {}): Promise<Called> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { env: { ...process.env, NO_COLOR: '1' } })
    let out = ''
    let err = ''
    if (how.deaf) child.stdout.destroy()
    child.stdout.setEncoding('utf8').on('data', text => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      err += text
    })
    child.on('error', failed).on('close', code => done({ code, out, err }))
    child.stdin.on('error', () => undefined).end(input)
  })
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
