/**
 * `npm run bench -- [corpus…]`: what a verdict costs, on the built package.
 *
 * Each pair is judged in several rounds; its time is the median over them, and the tables show how these are spread over the
 * pairs. Every figure is also given as a multiple of lexing both texts with the lexer of this package, measured in the same rounds: the least
 * that reading them can cost. Without a corpus all are measured, and the length of responses and the start of a process, too. Results are
 * kept in build/bench.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { loadBuilt, root } from './built.ts'
import { corpusNames, readCorpora } from './corpora.ts'
import { responseCosts } from './long-responses.ts'
import { machine } from './machine.ts'
import { type Measured, measureCorpus } from './measure.ts'
import { type Operation, operations } from './passes.ts'
import { corpusText, lengthsText, startText } from './report.ts'
import { measureStart } from './start.ts'

interface Settings {
  readonly rounds: string
  readonly filter?: string
  readonly slowest: string
  readonly only?: readonly Operation[]
}

async function run(names: readonly string[], { rounds, filter, slowest, only }: Settings): Promise<void> {
  const built = await loadBuilt()
  const results: Measured[] = []
  for (const { name, pairs } of await readCorpora(names)) {
    const chosen = filter === undefined ? pairs : pairs.filter(({ id }) => id.includes(filter))
    if (chosen.length === 0) continue
    const result = measureCorpus(built, { name, pairs: chosen }, { rounds: Number(rounds), slowest: Number(slowest), only })
    results.push(result)
    process.stdout.write(`${corpusText(result)}\n`)
  }
  const [fixtures] = names.length === 0 ? await readCorpora(['fixtures']) : []
  const responses = fixtures === undefined ? [] : responseCosts(built, fixtures.pairs)
  const start = names.length === 0 ? measureStart(11) : undefined
  if (start !== undefined) process.stdout.write(`${lengthsText(responses)}\n${startText(start)}`)
  mkdirSync(join(root, 'build'), { recursive: true })
  writeFileSync(join(root, 'build/bench.json'), `${JSON.stringify({ ...machine(), corpora: results, responses, start }, undefined, 2)}\n`)
}

await new Command('bench')
  .description('Measure verify on corpora of pairs, against the floor of lexing both texts.')
  .argument('[corpus...]', `any of ${corpusNames.join(', ')}; all if none is named`)
  .option('--rounds <n>', 'rounds over all pairs', '9')
  .option('--filter <text>', 'only pairs whose id holds this text')
  .option('--slowest <n>', 'list so many of the slowest pairs', '10')
  .addOption(new Option('--only <operations...>', 'measure only these').choices(operations))
  .action(run)
  .parseAsync()
