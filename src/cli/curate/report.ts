/** What a person reads when the rows are curated. */
import { wilsonInterval } from '../../curate.ts'
import { grouped, percent } from '../judge/numbers.ts'
import { table } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import type { CurationCounts } from './stage-counts.ts'

export function printCuration(counts: CurationCounts, written: readonly string[], { out, colours }: Terminal): void {
  const heading = (text: string): void => out(`\n${colours.bold(text)}\n`)
  const rows = counts.stages
    .filter(({ dropped }) => dropped > 0)
    .flatMap(stage => [
      [stage.stage, grouped(stage.in), grouped(stage.dropped), grouped(stage.out)],
      ...Object.entries(stage.by_rule).map(([rule, count]) => [`  ${rule}`, '', grouped(count), '']),
    ])
  out(table([['stage', 'in', 'dropped', 'out'], ...rows], ['left', 'right', 'right', 'right']))
  out(`\nkept ${grouped(counts.kept)} of ${grouped(counts.rows)} rows (${percent(counts.rows === 0 ? null : counts.kept / counts.rows)})\n`)
  if (counts.rollouts.total > 0) {
    const { low, high } = wilsonInterval(counts.rollouts)
    const share = percent(counts.rollouts.right / counts.rollouts.total)
    out(`${grouped(counts.rollouts.total)} rollouts, ${share} right (95 %: ${percent(low)} to ${percent(high)})\n`)
  }
  const rates = Object.entries(counts.pass_rates)
  if (rates.length > 0 && rates.length <= 40) {
    heading('Pass rates')
    const body = rates.map(([rate, count]) => [rate, grouped(count.rows), grouped(count.kept)])
    out(table([['', 'rows', 'kept'], ...body], ['left', 'right', 'right']))
  }
  if (counts.suspects > 0) out(`\n${grouped(counts.suspects)} golds are suspect: most rollouts agree on another answer\n`)
  if (counts.conflicts > 0) out(`\n${grouped(counts.conflicts)} rows have an equivalent answer that is different from their gold\n`)
  heading('Written')
  out(written.map(path => `${path}\n`).join(''))
}
