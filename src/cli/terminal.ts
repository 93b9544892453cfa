import { createColors } from 'picocolors'

/** Where a command writes. One object, so that tests can look and commands cannot reach around it. */
export interface Terminal {
  /** Results, on standard output. */
  readonly out: (text: string) => void
  /** Progress, notes and mistakes, on standard error. */
  readonly err: (text: string) => void
  /** Colours for standard output; they do nothing unless a person looks at it. */
  readonly colours: Colours
  /** Columns of standard output, 140 when it is no terminal. */
  readonly columns: number
  /** A person looks at standard error. */
  readonly watched: boolean
}
export type Colours = ReturnType<typeof createColors>

/**
 * The terminal of this process. A reader that went away (`mathverdict judge x.jsonl | head`) ends the printing and
 * nothing else: files are still written and the exit code is still right.
 */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  return {
    out: writer(stdout),
    err: writer(stderr),
    colours: createColors(wantsColour(stdout.isTTY === true, env)),
    columns: stdout.columns ?? 140,
    watched: stderr.isTTY === true && env['TERM'] !== 'dumb',
  }
}

/** `NO_COLOR` wins, then `FORCE_COLOR`, then whether it is a terminal that knows colour. */
export function wantsColour(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true
  return isTerminal && env['TERM'] !== 'dumb'
}

function writer(stream: NodeJS.WriteStream): (text: string) => void {
  let open = true
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
    open = false
  })
  return text => {
    if (open) stream.write(text)
  }
}

/**
 * Text of a model or a file, made fit for a terminal: one line, no control characters (an escape sequence in a response
 * must not reach the terminal), at most `length` UTF-16 units; longer text keeps its end, where the answer is, or its
 * start.
 */
export function printable(text: string, length: number, keep: 'start' | 'end' = 'start'): string {
  const part = keep === 'start' ? text.slice(0, length * 4) : text.slice(-length * 4)
  const line = part
    .replace(/[\s\u2028\u2029]+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '\ufffd')
    .trim()
  const whole = part.length === text.length
  if (whole && line.length <= length) return line
  return keep === 'start' ? `${line.slice(0, length - 1)}…` : `…${line.slice(-(length - 1))}`
}
