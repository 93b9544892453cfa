/**
 * `npm run same-everywhere`: all fixtures in all runtimes that are here, this process among them. Each has to give the bytes of the
 * golden file beside this one (`golden.ts`).
 *
 * Browsers that the path knows (Chromium, Chrome, Firefox) are asked without being told. `SAME_BROWSERS=/path/one:/path/two` names
 * others, `SAME_NODES=/path/node22:/path/node24` other Nodes.
 */
import { createHash } from 'node:crypto'
import { browsers } from './browsers.ts'
import { cases } from './cases.ts'
import { readGolden } from './golden.ts'
import { judgeLines } from './judge-lines.ts'
import { bundle, otherNodes, type Runtime, runtimes } from './runtimes.ts'

const say = (text: string): boolean => process.stdout.write(`${text}\n`)
const asked = cases()
const golden = readGolden()
const expected = golden.trimEnd().split('\n')
say(`golden  ${expected.length} verdicts  sha256 ${createHash('sha256').update(golden).digest('hex')}`)
const here: Runtime = { name: `this process, Node ${process.versions.node}`, judge: async (_script, rows) => judgeLines(rows) }
const script = await bundle()
const found = browsers()
for (const runtime of [here, ...runtimes, ...otherNodes, ...found]) {
  const lines = await runtime.judge(script, asked)
  const other = lines.filter((line, index) => line !== expected[index])
  const same = other.length === 0 && lines.length === expected.length
  say(`${same ? 'same   ' : 'OTHER  '} ${lines.length} verdicts  ${runtime.name}`)
  for (const line of other.slice(0, 10)) say(`  ${line}`)
  if (!same) process.exitCode = 1
}
if (found.length === 0) say('No browser was found on the path: install Chromium or Firefox, or name one in SAME_BROWSERS')
if (otherNodes.length === 0) say('No other Node was named in SAME_NODES')
