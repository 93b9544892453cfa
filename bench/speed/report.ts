/** Results as tables for a terminal. */
import { table } from '../../src/cli/table.ts'
import type { LengthCost } from './long-responses.ts'
import type { Measured, Row } from './measure.ts'
import type { Start } from './start.ts'

const head = ['', 'pairs', 'mean µs', 'median', 'p95', 'p99', 'max', '× lexing', '× loop', 'bytes']
const number = (value: number): string => value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0)
const cells = ({ name, spread, overLexing, overReference, bytes }: Row): string[] => [
  name,
  String(spread.cases),
  ...[spread.mean, spread.median, spread.p95, spread.p99, spread.max].map(number),
  overLexing === undefined ? '' : number(overLexing),
  number(overReference),
  bytes === undefined ? '' : String(bytes),
]

export function corpusText({ name, rounds, reference, rows }: Measured): string {
  const align = ['left', ...head.slice(1).map(() => 'right')] as ('left' | 'right')[]
  const seen = rows.find(row => row.name === 'verify, gold seen before') ?? rows[1]
  const slowest = (seen?.spread.slowest ?? []).map(({ id, time }) => [`  ${number(time)}`, id])
  return (
    `${name}: ${rounds} rounds, reference loop ${number(reference)} µs\n${table([head, ...rows.map(cells)], align)}` +
    (slowest.length === 0 ? '' : `slowest (${seen?.name}):\n${table(slowest, ['right', 'left'])}`)
  )
}

export function lengthsText(costs: readonly LengthCost[]): string {
  const rows = costs.map(({ kilobytes, extract, verify, overBare }) => [`${kilobytes} kB`, ...[extract, verify, overBare].map(number)])
  return table([['response with a box', 'extract µs', 'verify', 'over the bare answer'], ...rows], ['right', 'right', 'right', 'right'])
}

export function startText({ bytes, gzipped, files, importWall, importCpu, firstVerdict }: Start): string {
  const kilobytes = (count: number): string => `${(count / 1000).toFixed(0)} kB`
  return `core: ${files} files, ${kilobytes(bytes)}, ${kilobytes(gzipped)} gzipped; cold import ${number(importWall)} ms (CPU ${number(importCpu)}), first verdict ${number(firstVerdict)} ms\n`
}
