/**
 * `npx tsx bench/hostile.ts`: what each attack of the hostile corpus costs: rows, rows that are paid, most steps, slowest verdict. The
 * exit code is 1 when a row is `equivalent` or takes longer than a bound that is generous for any machine.
 */
import { table } from '../src/cli/table.ts'
import { judge } from '../src/verify.ts'
import { attacks, responseOf, textOf } from '../test/hostile/corpus.ts'

const slowest = 5_000

const rows = attacks.map(({ name, rows }) => {
  let [paid, steps, most, worst] = [0, 0, 0, '']
  for (const row of rows) {
    const input = { response: responseOf(row), reference: textOf(row.reference) }
    const began = performance.now()
    const verdict = judge(input, { finished: true })
    const took = performance.now() - began
    if (verdict.outcome === 'equivalent') paid++
    steps = Math.max(steps, verdict.steps)
    if (took > most) [most, worst] = [took, row.id]
  }
  if (paid > 0 || most > slowest) process.exitCode = 1
  return [name, String(rows.length), String(paid), String(steps), most.toFixed(1), worst]
})
console.log(
  table([['attack', 'rows', 'paid', 'most steps', 'slowest, ms', 'which'], ...rows], ['left', 'right', 'right', 'right', 'right', 'left']),
)
