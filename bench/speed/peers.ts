/**
 * `npm run bench:peers -- [corpus]`: the same pairs, in one run, by ours, Math-Verify, compute-engine, mathjs and nerdamer.
 *
 * Math-Verify runs in a warm Python process and is charged its CPU time; the JavaScript engines run in threads and are charged what
 * is inside one call; a pair that takes longer than two seconds is a hang and charged two seconds. Ours is `verify` with the gold seen before,
 * and cold. mathjs and nerdamer get text that is printed from our tree, where there is one.
 */
import { cpus } from 'node:os'
import { Command } from 'commander'
import { table } from '../../src/cli/table.ts'
import { type Engine, hasMathVerify, inPython, inThread, pairOf, type Result } from '../engines.ts'
import { loadBuilt } from './built.ts'
import { mean, median, quantile } from './clock.ts'
import { corpusNames, type Pair, readCorpora } from './corpora.ts'
import { emptyTimes, runRound } from './passes.ts'

async function run(name: string, { count, python }: { readonly count: string; readonly python: string }): Promise<void> {
  const built = await loadBuilt()
  const [corpus] = await readCorpora([name])
  const all = (corpus?.pairs ?? []).filter(({ as, text }) => as === 'auto' && text.length < 2000)
  const step = Math.max(1, all.length / Number(count))
  const pairs = Array.from({ length: Math.min(all.length, Number(count)) }, (_, at) => all[Math.floor(at * step)] as Pair)
  const ours = measureOurs(pairs)
  const engines: readonly (readonly [string, Engine])[] = [
    ...(hasMathVerify(python) ? [['Math-Verify (CPU)', inPython(python)] as const] : []),
    ['compute-engine', inThread('compute-engine')],
    ['mathjs', inThread('mathjs')],
    ['nerdamer-prime', inThread('nerdamer-prime')],
  ]
  const asked = pairs.map(({ answer, text }) => {
    const [gold, prediction] = [built.core.parse(answer).tree, built.core.parse(text).tree]
    return { ...pairOf(gold, prediction, false), latex: [answer, text] as const }
  })
  const head = ['', 'pairs', 'decided', 'mean µs', 'median', 'p99', 'max', 'mean ÷ ours', 'slower than it']
  const rows = [line('verify, gold seen before', ours.seen), line('verify, cold', ours.cold)]
  for (const [engine, decide] of engines) {
    const results = await decide(asked)
    // Both have to have an opinion: to refuse quickly is no speed.
    const both = [...results.keys()].filter(at => typeof results[at]?.answer === 'boolean')
    rows.push(compared(engine, results, both, ours.seen))
  }
  process.stdout.write(`${pairs.length} pairs of ${name}; ${cpus()[0]?.model ?? ''}, Node ${process.version}\n`)
  process.stdout.write(table([head, ...rows], ['left', ...head.slice(1).map(() => 'right' as const)]))

  function measureOurs(chosen: readonly Pair[]): Readonly<Record<'seen' | 'cold', readonly number[]>> {
    const times = emptyTimes(chosen)
    for (let round = -3; round < 9; round++) runRound(built, chosen, round < 0 ? undefined : times, ['seen', 'cold'])
    return { seen: times.of.seen.map(median), cold: times.of.cold.map(median) }
  }
}

const number = (value: number): string => value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0)

function line(name: string, times: readonly number[]): readonly string[] {
  return [name, String(times.length), '', ...[mean(times), median(times), quantile(times, 0.99), quantile(times, 1)].map(number), '', '']
}

function compared(name: string, results: readonly Result[], both: readonly number[], ours: readonly number[]): readonly string[] {
  const theirs = both.map(at => results[at]?.microseconds ?? Number.NaN)
  const own = both.map(at => ours[at] ?? Number.NaN)
  const slower = both.filter(at => (ours[at] ?? 0) > (results[at]?.microseconds ?? 0)).length
  return [
    name,
    String(results.length),
    String(both.length),
    ...[mean(theirs), median(theirs), quantile(theirs, 0.99), quantile(theirs, 1)].map(number),
    `${number(mean(theirs) / mean(own))} ×`,
    String(slower),
  ]
}

await new Command('bench:peers')
  .argument('[corpus]', `any of ${corpusNames.join(', ')}`, 'fixtures')
  .option('--count <n>', 'at most so many pairs, evenly from the corpus', '400')
  .option('--python <file>', 'a Python that has math-verify', 'python3')
  .action(run)
  .parseAsync()
