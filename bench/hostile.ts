/**
 * `npm run hostile [-- --python python3]`: what each attack of the hostile corpus costs and who pays it: rows, rows that are accepted
 * here and by Math-Verify, its timeouts, our slowest verdict. Writes the table of docs/hostile.md where Math-Verify is there. The
 * exit code is 1 when a row is `equivalent` here or takes longer than a bound that is generous for any machine.
 *
 * Both read the same response, whole. Math-Verify has two seconds for a row and is not asked about rows that are larger than 10 kB.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { MathVerify, type TheirVerdict } from '../src/cli/migrate/math-verify.ts'
import { table } from '../src/cli/table.ts'
import { judge } from '../src/verify.ts'
import { type Attack, attacks, type HostileRow, responseOf, textOf } from '../test/hostile/corpus.ts'

const { values } = parseArgs({ options: { python: { type: 'string', default: 'python3' } } })
/** Milliseconds that no verdict of ours may take, on any machine. */
const slowest = 5_000
const patience = 2_000
const largest = 10_000

interface Score {
  readonly rows: number
  readonly paid: number
  readonly milliseconds: number
  readonly slowest: string
}

const inputOf = (row: HostileRow): { readonly response: string; readonly reference: string } => ({
  response: responseOf(row),
  reference: textOf(row.reference),
})

function ours({ rows }: Attack): Score {
  let [paid, milliseconds, worst] = [0, 0, '']
  for (const row of rows) {
    let took = Number.POSITIVE_INFINITY
    // The machine is never quiet and the collector comes when it likes: what seems slow is asked again.
    for (let tries = 0; tries === 0 || (took > milliseconds && tries < mostTries); tries++) {
      if (tries > 0) forget()
      const input = inputOf(row)
      const began = performance.now()
      const verdict = judge(input, { finished: true })
      took = Math.min(took, performance.now() - began)
      if (tries === 0 && verdict.outcome === 'equivalent') paid++
    }
    if (took > milliseconds) [milliseconds, worst] = [took, row.id]
  }
  return { rows: rows.length, paid, milliseconds, slowest: worst }
}

const mostTries = 6
let others = 0
/** Judge so many other answers that nothing is remembered of those before. */
function forget(): void {
  for (let i = 0; i < 700; i++) judge({ prediction: `x+${++others}`, reference: `y+${others}` })
}

/** How often Math-Verify said what. */
async function theirs({ rows }: Attack, mathVerify: MathVerify): Promise<ReadonlyMap<TheirVerdict, number>> {
  const counts = new Map<TheirVerdict, number>()
  for (const { response, reference } of rows.map(inputOf)) {
    if (response.length + reference.length > largest) continue
    const said = await mathVerify.ask({ golds: [reference], response })
    counts.set(said, (counts.get(said) ?? 0) + 1)
  }
  return counts
}

async function opened(): Promise<{ readonly mathVerify: MathVerify; readonly version: string } | undefined> {
  const mathVerify = new MathVerify(values.python, patience)
  try {
    return { mathVerify, version: await mathVerify.open() }
  } catch {
    return undefined
  }
}

const head = ['attack', 'rows', 'accepted here', 'slowest here, ms', 'which', 'asked', 'accepted by Math-Verify', 'its timeouts']
const peer = await opened()
const lines: string[][] = []
const sums = [0, 0, 0, 0, 0]
attacks.forEach(ours) // so that nothing is compiled while it is measured
for (const attack of attacks) {
  const score = ours(attack)
  if (score.paid > 0 || score.milliseconds > slowest) process.exitCode = 1
  const said = peer === undefined ? new Map<TheirVerdict, number>() : await theirs(attack, peer.mathVerify)
  const asked = [...said.values()].reduce((sum, count) => sum + count, 0)
  const [accepted, hung] = [said.get(true) ?? 0, said.get('hung') ?? 0]
  for (const [at, count] of [score.rows, score.paid, asked, accepted, hung].entries()) sums[at] = (sums[at] ?? 0) + count
  lines.push([
    attack.name,
    `${score.rows}`,
    `${score.paid}`,
    score.milliseconds.toFixed(1),
    score.slowest,
    `${asked}`,
    `${accepted}`,
    `${hung}`,
  ])
  process.stderr.write(`${attack.name} `)
}
peer?.mathVerify.close()
process.stderr.write('\n')
const [rows, paid, asked, accepted, hung] = sums
lines.push(['all', `${rows}`, `${paid}`, '', '', `${asked}`, `${accepted}`, `${hung}`])
process.stdout.write(table([head, ...lines], ['left', 'right', 'right', 'right', 'left', 'right', 'right', 'right']))

if (peer !== undefined) {
  const path = new URL('../docs/hostile.md', import.meta.url)
  const title = '\n## Beside Math-Verify\n'
  const page = readFileSync(path, 'utf8').split(title)[0] as string
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  writeFileSync(
    path,
    `${page}${title}
Written by \`npm run hostile\`. Both read the same response, the prediction in a box where the row has no response of its own; Math-Verify ${peer.version} with every default, the gold in a box. It has ${patience / 1000} s for a row and is not
asked about rows above ${largest / 1000} kB. The slowest of ours is the least of up to ${mostTries} times, each after so many other answers that nothing is remembered. The rows of \`unfinished\` have the value of their gold, and only a reward refuses them; those of the others are wrong under \`standard\`, and some of them right under other conventions.

${row(head)}${row(['---', '--:', '--:', '--:', '---', '--:', '--:', '--:'])}${lines.map(row).join('')}
${cpus()[0]?.model ?? 'unknown machine'}, Node ${process.version}, shared with other work.
`,
  )
}
