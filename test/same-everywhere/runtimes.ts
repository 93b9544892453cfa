import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import type { Case } from './judge-lines.ts'

/** Places in which the same cases are judged. */

const entry = fileURLToPath(new URL('judge-lines.ts', import.meta.url))

/** The core and the question as one script, which sets `judgeLines` for whoever loads it. */
export async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'same',
    platform: 'neutral',
    footer: { js: 'globalThis.judgeLines = same.judgeLines' },
  })
  return outputFiles[0]?.text ?? ''
}

export interface Runtime {
  readonly name: string
  readonly judge: (script: string, cases: readonly Case[]) => Promise<readonly string[]>
}

const run = promisify(execFile)

/** Another process: another Node, other environment variables, code that runs before the core is asked. */
function inProcess(name: string, executable: string, environment: Readonly<Record<string, string>>, before = ''): Runtime {
  return {
    name,
    async judge(script, cases) {
      const folder = mkdtempSync(join(tmpdir(), 'same-everywhere-'))
      const [code, asked] = [join(folder, 'judge.cjs'), join(folder, 'cases.json')]
      writeFileSync(asked, JSON.stringify(cases))
      writeFileSync(
        code,
        `const cases = JSON.parse(require('node:fs').readFileSync(${JSON.stringify(asked)}, 'utf8'))\n${script}\n${before}\nprocess.stdout.write(JSON.stringify(judgeLines(cases)))`,
      )
      const { stdout } = await run(executable, [code], { env: { ...process.env, ...environment }, maxBuffer: 1e8 })
      return JSON.parse(stdout) as string[]
    },
  }
}

const inWorker: Runtime = {
  name: 'a worker thread',
  judge: (script, cases) =>
    new Promise((resolve, reject) => {
      const code = `${script}\nconst { parentPort, workerData } = require('node:worker_threads')\nparentPort.postMessage(judgeLines(workerData))`
      const worker = new Worker(code, { eval: true, workerData: cases })
      worker.once('message', resolve)
      worker.once('error', reject)
    }),
}

const backwards: Runtime = {
  name: 'cold caches, from the last case to the first',
  judge: async (script, cases) => [...(await inProcess('', process.execPath, {}).judge(script, [...cases].reverse()))].reverse(),
}

/** Properties that a careless library on the page adds to what every object inherits. */
const polluted = `
Object.prototype.polluted = 'x'
Object.prototype.toText = () => 'text'
Array.prototype.extra = 1
String.prototype.last = 'l'
Function.prototype.once = 1
Number.prototype.plus = 2`

export const runtimes: readonly Runtime[] = [
  inWorker,
  backwards,
  inProcess('Turkish and a time zone of odd minutes', process.execPath, {
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'Asia/Kathmandu',
  }),
  inProcess('Arabic digits and the other side of the date line', process.execPath, {
    LANG: 'ar_EG.UTF-8',
    LC_ALL: 'ar_EG.UTF-8',
    TZ: 'Pacific/Kiritimati',
  }),
  inProcess('polluted prototypes', process.execPath, {}, polluted),
]

/** Other Nodes: paths in `SAME_NODES`, separated by colons. */
export const otherNodes: readonly Runtime[] = (process.env['SAME_NODES'] ?? '')
  .split(':')
  .filter(path => path !== '')
  .map(path => inProcess(path, path, {}))
