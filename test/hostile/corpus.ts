import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The hostile corpus: what a policy under training would try, one file an attack. No row is ever `equivalent`.
 *
 * Long texts are written as parts, so that a row stays a line: a part is text, or a template with the times it is repeated (`§` is the
 * index), or a row of a table: template, times, separator, rows.
 *
 *     ["(", 100000]                     100,000 opening parentheses
 *     ["x_{§}+", 3]                     x_{0}+x_{1}+x_{2}+
 *     ["0&1&", 2, "\\\\", 2]            0&1&0&1&\\0&1&0&1&\\
 */
export type Part = string | readonly [string, number] | readonly [string, number, string, number]
export type Text = string | readonly Part[]

export interface HostileRow {
  readonly id: string
  readonly reference: Text
  readonly prediction?: Text
  readonly response?: Text
  /** Outcome under `standard`. */
  readonly outcome: 'different' | 'undecided' | 'equivalent'
  /** Outcome inside a response, under the rules of the presets; the same if absent. */
  readonly rewarded?: 'different' | 'undecided'
  /** `rewards`: the value is the same, and only a reward refuses it, because its arithmetic was not carried out. */
  readonly under?: 'rewards'
  readonly big?: true
  readonly why: string
}

export interface Attack {
  readonly name: string
  readonly rows: readonly HostileRow[]
}

const folder = fileURLToPath(new URL('../fixtures/hostile/', import.meta.url))

export const attacks: readonly Attack[] = readdirSync(folder)
  .filter(name => name.endsWith('.jsonl'))
  .sort()
  .map(name => ({
    name: name.replace('.jsonl', ''),
    rows: readFileSync(folder + name, 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as HostileRow),
  }))

export const fileOf = (attack: string): string => `${folder}${attack}.jsonl`

export function textOf(text: Text): string {
  if (typeof text === 'string') return text
  return text.map(part => (typeof part === 'string' ? part : repeated(part))).join('')
}

function repeated([template, times, separator, rows]: readonly [string, number, string?, number?]): string {
  const pieces = template.includes('§')
    ? Array.from({ length: times }, (_, index) => template.replaceAll('§', String(index))).join('')
    : template.repeat(times)
  return rows === undefined ? pieces : (pieces + separator).repeat(rows)
}

/** A response that marks the prediction as its answer, in the format that presets look for. */
export const responseOf = (row: HostileRow): string =>
  row.response === undefined ? `<think>Thus.</think> <answer>\\boxed{${textOf(row.prediction ?? '')}}</answer>` : textOf(row.response)
