/**
 * `npm run battery -- --seed 1 --count 2000`: theorems with random parameters and their near misses, judged; a table of what is
 * undecided against depth. Ends with 1 when a near miss is accepted or an identity refused.
 */
import { Command } from 'commander'
import { table } from '../src/cli/table.ts'
import { claims, tally } from '../test/battery/tally.ts'

const program = new Command('battery')
  .description('Judge identities that are theorems, and near misses of them, with depth growing.')
  .option('--seed <n>', 'where the random sequence starts', Number, 1)
  .option('--count <n>', 'pairs of an identity and a near miss for each depth', Number, 500)
  .option('--depth <n>', 'the largest depth', Number, 6)
  .option('--failures', 'print every identity that is not equivalent, and every near miss that is')
  .action(run)

function run({ seed, count, depth, failures }: { seed: number; count: number; depth: number; failures?: true }): void {
  const rows: string[][] = [
    ['depth', 'identities', 'equivalent', 'proved', 'undecided', 'refused', 'near misses', 'accepted', 'undecided', 'median', 'p99'],
  ]
  for (let level = 1; level <= depth; level++) {
    const times: number[] = []
    const found = tally(claims(seed, level, count), (_, milliseconds) => times.push(milliseconds))
    times.sort((a, b) => a - b)
    const at = (share: number): string => `${(times[Math.floor(share * (times.length - 1))] as number).toFixed(2)} ms`
    const share = (n: number): string => `${((100 * n) / found.identities).toFixed(1)} %`
    const refused = found.identities - found.equivalent - found.undecided
    rows.push([
      String(level),
      String(found.identities),
      share(found.equivalent),
      share(found.proved),
      share(found.undecided),
      String(refused),
      String(found.misses),
      String(found.accepted),
      share(found.missesUndecided),
      at(0.5),
      at(0.99),
    ])
    if (refused > 0 || found.accepted > 0) process.exitCode = 1
    if (failures === true) for (const line of found.failures) process.stdout.write(`${line}\n`)
  }
  process.stdout.write(table(rows, new Array(11).fill('right')))
}

await program.parseAsync()
