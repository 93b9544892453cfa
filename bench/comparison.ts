/**
 * `npm run comparison [-- DIR]`: identities and near misses of the battery, and the expressions of a folder of labelled pairs, for
 * ours, mathjs, nerdamer, compute-engine and Math-Verify, side by side in one run. Writes docs/comparison.md.
 *
 * Each engine runs in a process or thread of its own, which is ended when a pair takes more than two seconds (a hang).
 * mathjs and nerdamer get text printed from our tree; compute-engine and Math-Verify read LaTeX themselves. An engine says
 * equal when the difference simplifies to zero, different when it is another number or it says so, and else nothing.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { judge, parse } from '../src/index.ts'
import { clearlyDiffer, expression, perturbed, randomFrom, rewritten, shapes } from '../test/canonical/battery.ts'
import { claims, tally } from '../test/battery/tally.ts'
import { type Answer, type Engine, hasMathVerify, inPython, inThread, ours, type Pair, pairOf, patience, type Result } from './engines.ts'
import { readSuites } from './labelled-pairs.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

async function run(
  folder: string | undefined,
  { count, suiteRows, python }: Record<'count' | 'suiteRows' | 'python', string>,
): Promise<void> {
  const battery = [2, 3, 4].flatMap(depth => draw(depth, 2 * depth, Number(count)))
  const engines: readonly (readonly [string, Engine])[] = [
    ['mathverdict', ours],
    ['mathjs simplify(a-b)', inThread('mathjs')],
    ['nerdamer-prime simplify(a-b)', inThread('nerdamer-prime')],
    ['compute-engine isEqual', inThread('compute-engine')],
    ...(hasMathVerify(python) ? [['Math-Verify', inPython(python)] as const] : []),
  ]
  const blocks = [
    ['Battery', battery] as const,
    ...(folder === undefined ? [] : [['Labelled pairs', await labelled(folder, Number(suiteRows))] as const]),
  ]
  let page = heading(python)
  for (const [name, pairs] of blocks) {
    const same = pairs.filter(({ equal }) => equal).length
    page += `\n## ${name}: ${same} equal, ${pairs.length - same} different\n\n${tableHead}`
    for (const [engine, decide] of engines) {
      const row = score(engine, pairs, await decide(pairs))
      process.stdout.write(row)
      page += row
    }
  }
  page += await curve(Number(count))
  page += theorems(Number(count))
  writeFileSync(join(root, 'docs/comparison.md'), page)
}

/** Identities and near misses; near misses only where doubles show them to be different. */
function draw(depth: number, steps: number, count: number): Pair[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(depth * 1_000_003 + index)
    const gold = expression(random, shapes[index % shapes.length] as (typeof shapes)[number], Math.min(depth, 4))
    const same = rewritten(gold, random, steps)
    const other = perturbed(same, random)
    return [pairOf(gold, same, true), ...(other !== undefined && clearlyDiffer(gold, other) ? [pairOf(gold, other, false)] : [])]
  }).flat()
}

async function labelled(folder: string, most: number): Promise<Pair[]> {
  const rows = (await readSuites(folder))
    .flatMap(({ pairs }) => pairs)
    .filter(({ policy, noisy, as, text }) => !policy && !noisy && as === 'auto' && text.length < 200)
  const found = rows.flatMap(({ gold, text, expected }): Pair[] => {
    const kind = judge({ prediction: text, reference: gold }).kind
    const [a, b] = [parse(gold).tree, parse(text).tree]
    if (kind !== 'expression' && kind !== 'number') return []
    const pair = pairOf(a, b, expected)
    return pair.text[0] === undefined || pair.text[1] === undefined ? [] : [pair]
  })
  const stride = Math.max(1, found.length / most)
  return Array.from({ length: Math.min(most, found.length) }, (_, index) => found[Math.floor(index * stride)] as Pair)
}

/* ---------------------------------------------------------------- the page */

const tableHead =
  '| engine | right | accepted wrongly | refused wrongly | undecided | hangs | median | p99 |\n| --- | --: | --: | --: | --: | --: | --: | --: |\n'

function score(engine: string, pairs: readonly Pair[], results: readonly Result[]): string {
  const counts = { right: 0, accepted: 0, refused: 0, undecided: 0, hangs: 0 }
  for (const [index, { answer }] of results.entries()) {
    const { equal } = pairs[index] as Pair
    if (answer === 'hang') counts.hangs += 1
    else if (answer === undefined) counts.undecided += 1
    else if (answer === equal) counts.right += 1
    else if (answer) counts.accepted += 1
    else counts.refused += 1
  }
  const times = results.map(({ microseconds }) => microseconds).sort((a, b) => a - b)
  const at = (share: number): string => duration(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0)
  return `| ${engine} | ${Object.values(counts).join(' | ')} | ${at(0.5)} | ${at(0.99)} |\n`
}
const duration = (microseconds: number): string =>
  microseconds < 1000 ? `${microseconds.toFixed(0)} µs` : `${(microseconds / 1000).toFixed(1)} ms`

async function curve(count: number): Promise<string> {
  let page =
    '\n## Undecided against depth\n\nThe battery again, ours only. Steps are rewritings.\n\n| depth | steps | pairs | right | wrong | undecided | median | p99 |\n| --: | --: | --: | --: | --: | --: | --: | --: |\n'
  for (const depth of [1, 2, 3, 4, 5, 6]) {
    const random = randomFrom(depth)
    const pairs = Array.from({ length: count }, (_, index) => {
      const gold = expression(random, shapes[index % shapes.length] as (typeof shapes)[number], depth)
      return pairOf(gold, rewritten(gold, random, 2 * depth), true)
    })
    const results = await ours(pairs)
    const times = results.map(({ microseconds }) => microseconds).sort((a, b) => a - b)
    const of = (answer: Answer): number => results.filter(result => result.answer === answer).length
    page += `| ${depth} | ${2 * depth} | ${pairs.length} | ${of(true)} | ${of(false)} | ${of(undefined)} | ${duration(times[Math.floor(times.length / 2)] ?? 0)} | ${duration(times[Math.floor(times.length * 0.99)] ?? 0)} |\n`
  }
  return page
}

/** The theorems of `npm run battery`, joined and grown with depth. */
function theorems(count: number): string {
  let page =
    '\n## Theorems against depth\n\nOurs only, `test/battery/theorems.ts`: each pair of an identity and a near miss joins as many theorems as the depth says.\n\n| depth | pairs | equivalent | proved | undecided | refused | near misses accepted |\n| --: | --: | --: | --: | --: | --: | --: |\n'
  for (const depth of [1, 2, 3, 4, 5, 6]) {
    const { identities, equivalent, proved, undecided, accepted } = tally(claims(1, depth, 4 * count))
    const refused = identities - equivalent - undecided
    page += `| ${depth} | ${identities} | ${equivalent} | ${proved} | ${undecided} | ${refused} | ${accepted} |\n`
  }
  return page
}

function heading(python: string): string {
  const version = (name: string): string =>
    (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string }).version
  const mathVerify = hasMathVerify(python)
    ? execFileSync(python, ['-c', 'import importlib.metadata as m; print(m.version("math-verify"), "with SymPy", m.version("sympy"))'], {
        encoding: 'utf8',
      }).trim()
    : 'not installed'
  return `# Side by side

Written by \`npm run comparison\`, as measured. The battery rewrites random expressions by theorems (\`test/canonical/battery.ts\`); a near miss has one numeral changed. A hang is a pair that
takes more than ${patience / 1000} s. mathjs and nerdamer get text printed from our tree, so that they are not charged for reading LaTeX; compute-engine and Math-Verify read it themselves, and so do we. Times
hold what is inside one engine. A label of other people's pairs may hold a convention that an engine does not know, and the battery was made by the authors of mathverdict.

${cpus()[0]?.model ?? 'unknown machine'}, ${cpus().length} cores, Node ${process.version}; mathjs ${version('mathjs')}, nerdamer-prime ${version('nerdamer-prime')}, compute-engine ${version('@cortex-js/compute-engine')}, Math-Verify ${mathVerify}. The machine was shared with other work while this ran.
`
}

await new Command('comparison')
  .argument('[dir]', 'folder of labelled pairs')
  .option('--count <n>', 'expressions of the battery for each depth', '70')
  .option('--suite-rows <n>', 'at most so many pairs of the folder', '400')
  .option('--python <file>', 'a Python that has math-verify', 'python3')
  .action(run)
  .parseAsync()
