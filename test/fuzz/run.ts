/**
 * `npm run fuzz -- --runs 1000000 --seed 7`: as many cases as asked for, shared among the invariants. The first find ends an
 * invariant; it is printed shrunk, with the seed and path that bring it back, and the exit code is 1.
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { invariants } from './invariants.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' } },
})
const chosen = invariants.filter(({ name }) => name.includes(values.only))
const numRuns = Math.ceil(Number(values.runs) / chosen.length)
let finds = 0
for (const { name, property } of chosen) {
  const began = process.hrtime.bigint()
  const details = fc.check(property as fc.IProperty<unknown>, { numRuns, seed: Number(values.seed) })
  const seconds = Number((process.hrtime.bigint() - began) / 1_000_000n) / 1000
  process.stdout.write(`${details.failed ? 'FOUND' : 'holds'}  ${details.numRuns} runs  ${seconds.toFixed(1)} s  ${name}\n`)
  if (!details.failed) continue
  finds++
  process.stdout.write(`${fc.defaultReportMessage(details as fc.RunDetails<unknown>) ?? ''}\n`)
}
process.stdout.write(`seed ${values.seed}: ${finds} finds\n`)
process.exitCode = finds === 0 ? 0 : 1
