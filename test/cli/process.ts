/** Calls of the command in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Called {
  readonly code: number | null
  readonly out: string
  readonly err: string
}
export interface Started {
  readonly child: ChildProcess
  readonly called: Promise<Called>
}
export interface How {
  /** The built command instead of its sources. */
  readonly built?: boolean
  /** Arguments of Node. */
  readonly node?: readonly string[]
  /** Words of a shell that prepare for the command, such as `ulimit -f 100`. */
  readonly shell?: string
  /** Nobody reads standard output. */
  readonly deaf?: boolean
}

const sources = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const built = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** @param input what stands on standard input */
export function started(args: readonly string[], input: string | Buffer = '', how: How = {}): Started {
  const command = [...(how.node ?? []), ...(how.built ? [built] : ['--import', 'tsx', sources]), ...args]
  const options = { env: { ...process.env, NO_COLOR: '1' } }
  const child = how.shell
    ? spawn('bash', ['-c', `${how.shell}; exec "$0" "$@"`, process.execPath, ...command], options)
    : spawn(process.execPath, command, options)
  const called = new Promise<Called>((done, failed) => {
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
  return { child, called }
}

export const spawned = (args: readonly string[], input: string | Buffer = '', how: How = {}): Promise<Called> =>
  started(args, input, how).called
