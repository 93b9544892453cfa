/** Where and what was measured. */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { root } from './built.ts'

export interface Machine {
  readonly commit: string
  readonly node: string
  readonly platform: string
  readonly processor: string
  readonly cores: number
}

export const machine = (): Machine => ({
  commit: git('describe', '--always', '--dirty'),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
})

function git(...words: readonly string[]): string {
  try {
    return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}
