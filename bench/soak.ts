/**
 * A server under a real run: many clients, hostile rows among the rest, threads killed at random.
 *
 *     npm run soak -- --seconds 30 --clients 64 --threads 2
 *
 * Every verdict is compared with that of one thread that nobody disturbs. The table shows throughput, waiting times, memory at the
 * start and at the end, refusals (429, asked again as trainers do) and deaths. The exit code is 1 if a verdict was wrong or lost.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Server } from '../src/serve.ts'
import type { Reply, Request } from '../src/worker.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    clients: { type: 'string', default: '64' },
    threads: { type: 'string', default: '2' },
    hostile: { type: 'string', default: '0.1' },
    kill: { type: 'string', default: '5' },
    rows: { type: 'string', default: '32' },
    dist: { type: 'string', default: 'dist' },
  },
})
/** The built package: threads that are replaced start from it as they do for users. */
const built = <Module>(name: string): Promise<Module> =>
  import(pathToFileURL(resolve(fileURLToPath(new URL('..', import.meta.url)), values.dist, name)).href)
const { createServer } = await built<typeof import('../src/serve.ts')>('serve.js')
const { answer } = await built<typeof import('../src/worker.ts')>('worker.js')
const [seconds, clients, threads, hostile, killEvery, rowsPerRequest] = [
  values.seconds,
  values.clients,
  values.threads,
  values.hostile,
  values.kill,
  values.rows,
].map(Number) as [number, number, number, number, number, number]

/** xorshift: the same run again. */
function random(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
}

const fixtures = fileURLToPath(new URL('../test/fixtures/', import.meta.url))
const usual: readonly Request[] = readdirSync(fixtures)
  .filter(name => name.endsWith('.jsonl'))
  .flatMap(name =>
    readFileSync(fixtures + name, 'utf8')
      .trim()
      .split('\n'),
  )
  .map(line => JSON.parse(line) as { readonly reference: string; readonly prediction?: string; readonly response?: string })
  .filter(({ reference }) => typeof reference === 'string')
  .map(({ reference, prediction, response }) => ({ response: response ?? `So the answer is \\boxed{${prediction}}.`, gold: reference }))

/** Towers, depth, length, broken characters, requests that are none. */
const bad: readonly Request[] = [
  { response: `\\boxed{${'9^{'.repeat(40)}9${'}'.repeat(40)}}`, gold: '1' },
  { response: '\\boxed{10^{5^{5^{5^{5^5}}}}-4}', gold: '10^{5^{5^{5^{5^5}}}}-3' },
  { response: `\\boxed{${'('.repeat(5_000)}1${')'.repeat(5_000)}}`, gold: '1' },
  { response: `\\boxed{${'x+'.repeat(5_000)}x}`, gold: '5001x' },
  { response: `\\boxed{${'\\sqrt{2+'.repeat(60)}2${'}'.repeat(60)}}`, gold: '2' },
  { response: '\\boxed{(x+y+z+1)^{300}}', gold: '(x+y+z+2)^{300}' },
  { response: '\\boxed{100000!}', gold: '100000!+1' },
  { response: `${'\\boxed{'.repeat(3_000)}`, gold: '1' },
  { response: 'x'.repeat(200_000), gold: 'x' },
  { response: '\\boxed{\ud800\u0000\u202e}', gold: '\ud800' },
  { response: '\\boxed{\\sin(\\cos(e^{e^{e^{e^{1}}}}))}', gold: '0' },
  { response: null, gold: null },
  { response: '1', gold: {} } as Request,
  {} as Request,
]

/** What counts of a reply. */
const essence = (reply: Reply): string =>
  'error' in reply ? `error ${reply.error.code}` : [reply.outcome, reply.score, reply.cause, reply.prediction, reply.steps].join(' ')

interface Case {
  readonly request: Request
  readonly expected: string
}
const judged = (request: Request): Case => ({ request, expected: essence(answer(request)) })
const pools = { usual: usual.map(judged), bad: bad.map(judged) }

const server: Server = await createServer({ threads, maxPending: 8_192, rate: 100_000_000 })
const address = await server.app.listen({ port: 0 })
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1_048_576)
const latencies: number[] = []
let [samples, wrong, lost, refused, kills] = [0, 0, 0, 0, 0]
let halfway = 0
const began = performance.now()
const until = began + seconds * 1_000

async function client(seed: number): Promise<void> {
  const chance = random(seed)
  while (performance.now() < until) {
    const rows = Array.from({ length: rowsPerRequest }, () => {
      const from = chance() < hostile ? pools.bad : pools.usual
      return from[Math.floor(chance() * from.length)] as Case
    })
    const started = performance.now()
    const replies = await post(rows.map(({ request }) => request))
    latencies.push(performance.now() - started)
    lost += rows.length - replies.length
    for (const [at, { expected }] of rows.entries()) {
      const reply = replies[at]
      if (reply === undefined) continue
      samples += 1
      if (essence(reply) === expected) continue
      wrong += 1
      if (wrong <= 5) process.stderr.write(`expected ${expected}\nfound    ${essence(reply)}\n`)
    }
  }
}

async function post(rows: readonly Request[]): Promise<readonly Reply[]> {
  for (;;) {
    const response = await fetch(`${address}/judge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rows }),
    }).catch((error: Error) => {
      process.stderr.write(`no answer: ${String(error.cause ?? error)}\n`)
      return undefined
    })
    // Lost, and counted as such: the others go on.
    if (response === undefined) return []
    if (response.status === 200) return ((await response.json()) as { readonly replies: readonly Reply[] }).replies
    await response.text()
    if (response.status !== 429) return []
    refused += 1
    await new Promise(resolve => setTimeout(resolve, 50 + 1_000 * Math.random()))
  }
}

const killer = setInterval(() => {
  const running = server.pool.threads
  const victim = running[Math.floor(Math.random() * running.length)]
  if (victim === undefined) return
  kills += 1
  victim.terminate()
}, killEvery * 1_000)
let early = 0
const warm = setTimeout(() => {
  early = megabytes()
}, seconds * 250)
const middle = setTimeout(() => {
  halfway = samples
}, seconds * 500)

await Promise.all(Array.from({ length: clients }, (_, at) => client(at + 8)))
clearInterval(killer)
clearTimeout(warm)
clearTimeout(middle)
const elapsed = (performance.now() - began) / 1_000
const late = megabytes()
await server.close()

latencies.sort((a, b) => a - b)
const quantile = (share: number): string => `${Math.round(latencies[Math.floor(share * (latencies.length - 1))] ?? 0)} ms`
const table: readonly (readonly [string, string | number])[] = [
  ['seconds', Math.round(elapsed)],
  ['clients, threads', `${clients}, ${threads}`],
  ['samples', samples],
  ['samples a second', Math.round(samples / elapsed)],
  ['samples in the first half', halfway],
  ['request of rows', rowsPerRequest],
  ['p50', quantile(0.5)],
  ['p90', quantile(0.9)],
  ['p99', quantile(0.99)],
  ['refused with 429, asked again', refused],
  ['threads killed', kills],
  ['deaths seen', server.pool.deaths],
  ['memory after a quarter, at the end', `${early} MB, ${late} MB`],
  ['wrong verdicts', wrong],
  ['lost verdicts', lost],
]
for (const [name, value] of table) process.stdout.write(`${name.padEnd(36)}${value}\n`)
process.exitCode = wrong + lost > 0 ? 1 : 0
