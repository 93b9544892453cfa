/**
 * `npm run fuzz:coverage -- --seconds 120 --only verdict --seed 7`: coverage-guided fuzzing. Each target begins with the fixtures;
 * what runs a block of `src/` that nothing ran before is kept and changed further, also in later runs (`build/fuzz/TARGET.json`).
 * Texts are run in batches, and only a batch that reached something new is run again one by one. A find ends its target; it is
 * printed with its text, and the exit code is 1.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Coverage } from './coverage.ts'
import { mutate, Random } from './mutate.ts'
import { type Target, targets } from './targets.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, only: { type: 'string', default: '' }, seed: { type: 'string', default: '1' } },
})
const folder = fileURLToPath(new URL('../../../build/fuzz/', import.meta.url))
/** Longer texts find nothing that shorter ones do not. */
const longest = 400
const batchSize = 50
/** A check that takes more milliseconds of the processor, twice, is a find. */
const slowest = 2000

const seconds = (since: bigint): number => Number((process.hrtime.bigint() - since) / 1_000_000n) / 1000

/** Milliseconds of the processor that the check takes. */
function timed(target: Target, text: string): number {
  const began = process.cpuUsage()
  target.check(text)
  return process.cpuUsage(began).user / 1000
}

/** What is wrong with a text, or nothing. */
function fault(target: Target, text: string): string | undefined {
  try {
    const first = timed(target, text)
    const again = first < slowest ? first : timed(target, text)
    return again < slowest ? undefined : `${again} ms`
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

/** Whether nothing was found. */
function fuzz(target: Target): boolean {
  const began = process.hrtime.bigint()
  const random = new Random(Number(values.seed))
  const coverage = new Coverage('/src/')
  const file = join(folder, `${target.name}.json`)
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly string[]) : []
  const seeds = [...new Set([...target.seeds(), ...earlier])].filter(text => text !== '' && text.length <= longest)
  const corpus: string[] = []
  const kept: string[] = [...earlier]
  let runs = 0
  /** The first text of a batch that is at fault. */
  const runBatch = (texts: readonly string[], learnt: string[]): string | undefined => {
    for (const text of texts) {
      runs++
      const found = fault(target, text)
      if (found === undefined) continue
      process.stdout.write(`FOUND  ${target.name}: ${JSON.stringify(text)}\n${found}\n`)
      return text
    }
    if (!coverage.look(false)) return undefined
    for (const text of texts) {
      target.check(text)
      if (!coverage.look(true)) continue
      corpus.push(text)
      learnt.push(text)
    }
    return undefined
  }
  for (let at = 0; at < seeds.length; at += batchSize) if (runBatch(seeds.slice(at, at + batchSize), []) !== undefined) return false
  const begins = `${coverage.functions} functions, ${coverage.holes} blocks missing`
  let holds = true
  while (holds && seconds(began) < Number(values.seconds)) {
    // What was learnt last leads on; all others stay in play.
    const batch = Array.from({ length: batchSize }, () => {
      const recent = random.below(2) === 0 ? corpus.slice(-64) : corpus
      return mutate(random.of(recent), random.of(random.below(2) === 0 ? corpus : seeds), random, longest)
    })
    holds = runBatch(batch, kept) === undefined
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify(kept))
  process.stdout.write(
    `${holds ? 'holds' : 'FOUND'}  ${target.name}: ${runs} runs in ${seconds(began).toFixed(0)} s; ${begins} with ${seeds.length} seeds, now ${coverage.functions} and ${coverage.holes}, ${kept.length - earlier.length} texts kept\n`,
  )
  return holds
}

const finds = targets.filter(({ name }) => name.includes(values.only)).filter(target => !fuzz(target))
process.exitCode = finds.length === 0 ? 0 : 1
