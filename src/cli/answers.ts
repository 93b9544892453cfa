/** `mathverdict verify` and `mathverdict explain`: one answer at the shell. */
import type { Gold } from '../compare/gold.ts'
import { explain, formatDiagnostic, judge, type Options, type Verdict } from '../index.ts'
import { exitCodes } from './exit-codes.ts'
import { policyNamed } from './policy-names.ts'
import { readText } from './standard-input.ts'
import { printable, type Terminal } from './terminal.ts'
import { unshield } from './shield.ts'

export interface AnswerOptions {
  readonly policy?: string
  readonly as?: NonNullable<Options['as']>
  readonly option?: readonly string[]
  readonly finished?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Prints the outcome and what decided; the exit code is the outcome. */
export async function verifyAnswer(
  prediction: string,
  golds: readonly string[],
  options: AnswerOptions,
  terminal: Terminal,
): Promise<number> {
  const verdict = judgeAnswer(await readText(prediction), golds, options)
  if (options.json) terminal.out(`${JSON.stringify(verdict, undefined, 2)}\n`)
  else if (!options.quiet) terminal.out(`${paint(verdict, terminal)(verdict.outcome)} ${terminal.colours.dim(`(${how(verdict)})`)}\n`)
  switch (verdict.outcome) {
    case 'equivalent':
      return exitCodes.ok
    case 'different':
      return exitCodes.no
    case 'undecided':
      return exitCodes.undecided
  }
}

/** Prints the reason, where the answer was found and how it was decided, step by step. */
export async function explainAnswer(
  prediction: string,
  golds: readonly string[],
  options: AnswerOptions,
  terminal: Terminal,
): Promise<number> {
  const text = await readText(prediction)
  const verdict = judgeAnswer(text, golds, options)
  if (options.json) {
    terminal.out(`${JSON.stringify({ explanation: explain(verdict), ...verdict }, undefined, 2)}\n`)
    return exitCodes.ok
  }
  const { colours, out } = terminal
  const line = (name: string, value: string): void => out(`${colours.dim(name.padEnd(12))}${value}\n`)
  out(`${paint(verdict, terminal)(explain(verdict))}\n\n`)
  line('prediction', verdict.extraction?.found === false ? 'none' : printable(verdict.prediction, 400))
  line('gold', printable(verdict.reference, 400))
  if (verdict.extraction?.found)
    line('found by', `${verdict.extraction.rule}, at ${verdict.extraction.span.start}–${verdict.extraction.span.end}`)
  line('kind', `${verdict.kind ?? 'undetermined'}${verdict.declared ? ' (declared)' : ''}`)
  line('decided by', how(verdict))
  line('rules', `${verdict.rulesVersion}, policy ${options.policy ?? 'standard'} (${verdict.policyDigest})`)
  if (verdict.trace.length > 0)
    out(`\n${colours.bold('Steps')}\n${verdict.trace.map(({ rung, note }) => `  ${rung}: ${printable(note, 300)}\n`).join('')}`)
  if (verdict.diagnostics.length > 0) {
    out(
      `\n${colours.bold('Remarks on the prediction')}\n${verdict.diagnostics.map(diagnostic => indent(formatDiagnostic(diagnostic, text))).join('')}`,
    )
  }
  return exitCodes.ok
}

function judgeAnswer(prediction: string, golds: readonly string[], options: AnswerOptions): Verdict {
  const [reference = '', ...references]: readonly Gold[] = golds
  return judge(
    { prediction, reference, references, ...(options.option && { options: options.option.map(unshield) }) },
    { policy: policyNamed(options.policy ?? 'standard'), as: options.as ?? 'auto', finished: options.finished ?? false },
  )
}

/** What decided, in a few words. */
function how(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'equivalent':
      return `${verdict.by}, ${verdict.certainty}`
    case 'different': {
      const { what, reference, prediction } = verdict.witness
      return `${verdict.by}; ${what}: ${printable(prediction, 60)} instead of ${printable(reference, 60)}`
    }
    case 'undecided':
      return `${verdict.cause}, ${verdict.side}${verdict.detail === undefined ? '' : `, ${verdict.detail}`}`
  }
}

function paint(verdict: Verdict, { colours }: Terminal): (text: string) => string {
  switch (verdict.outcome) {
    case 'equivalent':
      return colours.green
    case 'different':
      return colours.red
    case 'undecided':
      return colours.yellow
  }
}

const indent = (text: string): string => text.replace(/^/gm, '  ').concat('\n')
