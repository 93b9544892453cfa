/**
 * `npm run same-everywhere`: all fixtures in all runtimes that are here, against the golden file made on Node 20. `UPDATE=1` writes
 * the file anew. `SAME_NODES=/path/node22:/path/node24` and `SAME_CHROMIUM=/path/chromium` add runtimes.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cases } from './cases.ts'
import { judgeLines } from './judge-lines.ts'
import { bundle, chromium, otherNodes, type Runtime, runtimes } from './runtimes.ts'

const golden = fileURLToPath(new URL('golden.tsv', import.meta.url))
const say = (text: string): boolean => process.stdout.write(`${text}\n`)
const asked = cases()
if (process.env['UPDATE'] === '1' || !existsSync(golden)) writeFileSync(golden, `${judgeLines(asked).join('\n')}\n`)
const expected = readFileSync(golden, 'utf8').trimEnd().split('\n')
const script = await bundle()
const browser = await chromium()
const here: Runtime = { name: `this process, Node ${process.versions.node}`, judge: (_script, all) => Promise.resolve(judgeLines(all)) }
for (const runtime of [here, ...runtimes, ...otherNodes, ...(typeof browser === 'string' ? [] : [browser])]) {
  const lines = await runtime.judge(script, asked)
  const other = lines.filter((line, index) => line !== expected[index])
  say(`${other.length === 0 && lines.length === expected.length ? 'same ' : 'OTHER'}  ${lines.length} verdicts  ${runtime.name}`)
  for (const line of other.slice(0, 10)) say(`  ${line}`)
  if (other.length > 0 || lines.length !== expected.length) process.exitCode = 1
}
if (typeof browser === 'string') say(browser)
