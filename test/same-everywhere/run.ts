/**
 * `npm run same-everywhere`: all fixtures in all runtimes that are here. The verdicts of this process are the golden file
 * (`build/same-everywhere/golden.tsv`); every other runtime has to give the same bytes.
 *
 * Browsers that the path knows (Chromium, Chrome, Firefox) are asked without being told. `SAME_BROWSERS=/path/one:/path/two` names
 * others, `SAME_NODES=/path/node22:/path/node24` other Nodes.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { browsers } from './browsers.ts'
import { cases } from './cases.ts'
import { judgeLines } from './judge-lines.ts'
import { bundle, otherNodes, runtimes } from './runtimes.ts'

const say = (text: string): boolean => process.stdout.write(`${text}\n`)
const asked = cases()
const expected = judgeLines(asked)
const folder = fileURLToPath(new URL('../../build/same-everywhere/', import.meta.url))
mkdirSync(folder, { recursive: true })
const golden = `${expected.join('\n')}\n`
writeFileSync(`${folder}golden.tsv`, golden)
say(`golden  ${expected.length} verdicts  Node ${process.versions.node}  sha256 ${createHash('sha256').update(golden).digest('hex')}`)
const script = await bundle()
const found = browsers()
for (const runtime of [...runtimes, ...otherNodes, ...found]) {
  const lines = await runtime.judge(script, asked)
  const other = lines.filter((line, index) => line !== expected[index])
  const same = other.length === 0 && lines.length === expected.length
  say(`${same ? 'same   ' : 'OTHER  '} ${lines.length} verdicts  ${runtime.name}`)
  for (const line of other.slice(0, 10)) say(`  ${line}`)
  if (!same) process.exitCode = 1
}
if (found.length === 0) say('No browser was found on the path: install Chromium or Firefox, or name one in SAME_BROWSERS')
if (otherNodes.length === 0) say('No other Node was named in SAME_NODES')
