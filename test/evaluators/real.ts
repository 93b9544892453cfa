/**
 * The scorers inside the tools themselves: `npm run evaluators` packs this package, installs it beside promptfoo, evalite and autoevals in a
 * folder of its own, and has each tool judge a right answer, a wrong one and one whose gold cannot be read. It asks the package registry,
 * so it is no part of `npm test`. evalite stores in memory and promptfoo writes no database, so neither needs a compiled library.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'evaluators-'))
const run = (command: string, ...args: readonly string[]): string => {
  try {
    const environment = {
      ...process.env,
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_CONFIG_DIR: join(folder, 'home'),
    }
    return execFileSync(command, args, { cwd: folder, encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    // promptfoo ends with 100 where a test failed, which one of ours is meant to.
    return (error as { readonly stdout?: string }).stdout ?? ''
  }
}
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))

let [passed, failed] = [0, 0]
function expect(name: string, found: unknown, wanted: unknown): void {
  const right = JSON.stringify(found) === JSON.stringify(wanted)
  if (right) passed += 1
  else failed += 1
  process.stdout.write(`${right ? 'ok  ' : 'FAIL'} ${name}: ${JSON.stringify(found)}\n`)
}
const version = (name: string): string => (json(`node_modules/${name}/package.json`) as { readonly version: string }).version

execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
const archive = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8' })
write('package.json', '{"type":"module"}')
execFileSync(
  'npm',
  [
    'install',
    '--silent',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    `./${archive.trim()}`,
    'promptfoo',
    'evalite',
    'autoevals',
    'vitest@3',
  ],
  { cwd: folder, stdio: 'inherit' },
)

write(
  'promptfooconfig.yaml',
  String.raw`prompts: ['{{said}}']
providers: [echo]
defaultTest:
  assert:
    - type: javascript
      value: file://node_modules/mathverdict/dist/evaluators/promptfoo.js:mathVerdict
      config: { gold: answer }
tests:
  - vars: { said: 'It is \boxed{0.5}.', answer: '1/2' }
  - vars: { said: 'It is 0.6.', answer: '1/2' }
  - vars: { said: 'It is \boxed{1}.', answer: '\frac{1}{' }
`,
)
run('npx', 'promptfoo', 'eval', '--no-cache', '--no-table', '--no-progress-bar', '--no-write', '-o', 'promptfoo.json')
interface Promptfoo {
  readonly results: { readonly results: readonly { readonly success: boolean; readonly namedScores: { readonly unscored: number } }[] }
}
const rows = (json('promptfoo.json') as Promptfoo).results.results.map(({ success, namedScores }) => [success, namedScores.unscored])
expect(`promptfoo ${version('promptfoo')}`, rows, [
  [true, 0],
  [false, 0],
  [false, 1],
])

write(
  'evalite.config.ts',
  `import { defineConfig } from 'evalite/config'
import { createInMemoryStorage } from 'evalite/in-memory-storage'
export default defineConfig({ storage: () => createInMemoryStorage() })
`,
)
write(
  'math.eval.ts',
  String.raw`import { evalite } from 'evalite'
import { mathVerdict } from 'mathverdict/evalite'
const said = { right: 'It is 0.5.', wrong: 'It is 0.6.', unscored: '\\boxed{1}' }
evalite('math', {
  data: async () => Object.keys(said).map(input => ({ input, expected: input === 'unscored' ? '\\frac{1}{' : '1/2' })),
  task: async input => said[input],
  scorers: [mathVerdict()],
})
`,
)
run('npx', 'evalite', 'run', '--outputPath=evalite.json')
interface Evalite {
  readonly evals: readonly {
    readonly results: readonly {
      readonly scores: readonly { readonly score: number; readonly metadata: { readonly unscored: boolean } }[]
    }[]
  }[]
}
const scores = (json('evalite.json') as Evalite).evals[0]?.results.map(({ scores: [one] }) => [one?.score, one?.metadata.unscored])
expect(`evalite ${version('evalite')}`, scores, [
  [1, false],
  [0, false],
  [0, true],
])

write(
  'autoevals.js',
  String.raw`import { MathVerdict } from 'mathverdict/autoevals'
import { makePartial, NumericDiff } from 'autoevals'
const wrapped = makePartial(async row => MathVerdict(row), 'MathVerdict').partial({ expected: '1/2' })
const theirs = await NumericDiff({ output: 1, expected: 1 })
const ours = [await wrapped({ output: 'It is 0.5.' }), await wrapped({ output: 'It is 0.6.' }), MathVerdict({ output: '\\boxed{1}', expected: '\\frac{1}{' })]
console.log(JSON.stringify([theirs, ...ours].map(one => one.score)))
`,
)
expect(`autoevals ${version('autoevals')}`, JSON.parse(run('node', 'autoevals.js') || 'null'), [1, 1, 0, null])

rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
