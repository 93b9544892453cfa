/**
 * The verifier behind HTTP, for trainers that take the address of a reward.
 *
 * What comes in is checked by schema and bounded in size, rows and rate before it is judged; what would have to wait behind too much
 * is refused with 429 and `Retry-After`, which trainers obey by asking again, so that memory does not grow. The server is bound to this
 * machine unless it is told otherwise, and asks for a bearer token if it has one.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { createPool, type Pool, PoolFull, type PoolOptions } from '../pool.ts'
import type { Reply, Request } from '../worker.ts'
import { policyOf, presetOf } from '../worker/request.ts'
import { createMetrics } from './metrics.ts'
import {
  type JudgeBody,
  type OpenRlhfBody,
  openRlhfReply,
  openRlhfRequests,
  type Settings,
  type SlimeBody,
  schemas,
  scoreOf,
  slimeRequest,
} from './shapes.ts'

export interface ServerOptions extends PoolOptions {
  /** Preset for samples that name none. Default `accuracy`. */
  readonly preset?: string
  /** Paid where the reference alone failed. Default 0. */
  readonly unscored?: number
  /** Paid where a sample could not be judged. Default 0. */
  readonly failed?: number
  /** Asked for as `Authorization: Bearer …`, everywhere but at `/health`. */
  readonly token?: string
  /** Bytes of a body. Default 64 MiB. */
  readonly bodyLimit?: number
  /** Samples of one request. Default 4,096. */
  readonly maxRows?: number
  /** Requests of one client in a minute. Default 60,000. */
  readonly rate?: number
}

export interface Server {
  /** The application, for `listen` and for tests with `inject`. */
  readonly app: FastifyInstance
  readonly pool: Pool
  /** Take no more requests, answer those that are there, end the threads. */
  close(): Promise<void>
}

/**
 * @throws RangeError for a size that is none, or a preset that is not known
 * @example
 * const server = await createServer({ threads: 1 })
 * const { statusCode } = await server.app.inject({ method: 'GET', url: '/health' })
 * await server.close()
 */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  const { preset = 'accuracy', unscored = 0, failed = 0, token, maxRows = 4_096, rate = 60_000 } = options
  presetOf(preset)
  const substitutes = { unscored, failed }
  const pool = createPool(options)
  const metrics = createMetrics(pool)
  const app = fastify({
    bodyLimit: options.bodyLimit ?? 64 * 1024 * 1024,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    // A number stays a number: nothing is changed to fit the schema.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allowUnionTypes: true } },
  })
  app.removeContentTypeParser('text/plain')
  await app.register(rateLimit, { max: rate, timeWindow: '1 minute' })

  app.setErrorHandler((error, _request, reply) => tell(reply, error))
  app.setNotFoundHandler((_request, reply) =>
    tell(reply, { statusCode: 404, message: 'Expected /openrlhf, /slime, /judge, /health or /metrics' }),
  )
  if (token !== undefined) app.addHook('onRequest', checkToken(token))
  app.addHook('onResponse', (request, reply, done) => {
    metrics.time(request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })

  let closing = false
  // A connection that stayed open behind its last answer would hold up the end.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close')
    done(null, payload)
  })

  const settingsOf = (request: FastifyRequest): Settings => {
    const query = request.query as Settings
    // A wrong name would be the mistake of every sample, and each would be paid as failed.
    if (query.preset !== undefined) known('preset', () => presetOf(query.preset))
    if (query.policy !== undefined) known('policy', () => policyOf(query.policy))
    return { preset: query.preset ?? preset, ...(query.policy !== undefined && { policy: query.policy }) }
  }
  const judged = async (endpoint: string, requests: readonly Request[]): Promise<readonly Reply[]> => {
    const replies = await pool.judge(requests)
    metrics.count(endpoint, replies)
    return replies
  }
  const schema = schemas(maxRows)

  app.post('/openrlhf', { schema: { body: schema.openrlhf, querystring: schema.settings } }, async (request, reply) => {
    const requests = openRlhfRequests(request.body as OpenRlhfBody, settingsOf(request))
    if (typeof requests === 'string') return tell(reply, { statusCode: 400, message: requests })
    return openRlhfReply(await judged('/openrlhf', requests), substitutes)
  })
  app.post('/slime', { schema: { body: schema.slime, querystring: schema.settings } }, async (request, reply) => {
    const [result] = await judged('/slime', [slimeRequest(request.body as SlimeBody, settingsOf(request))])
    if (result === undefined) throw new Error('Expected one reply to one request')
    const score = scoreOf(result, substitutes)
    const detailed = (request.query as { readonly detail?: string }).detail === 'true'
    return reply.type('application/json').send(JSON.stringify(detailed ? { ...result, score } : score))
  })
  app.post('/judge', { schema: { body: schema.judge, querystring: schema.settings } }, async request => {
    const settings = settingsOf(request)
    const rows = (request.body as JudgeBody).rows.map(row => (row.prediction === undefined ? { ...settings, ...row } : row))
    return { replies: await judged('/judge', rows) }
  })
  app.get('/health', { config: { rateLimit: false } }, async () => ({ status: 'ok', pending: pool.pending, threads: pool.threads.length }))
  app.get('/metrics', { config: { rateLimit: false } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )

  return {
    app,
    pool,
    close: async () => {
      closing = true
      await app.close()
      await pool.close()
    },
  }
}

/** A name in the query, or a 400 that says what was expected. */
function known(name: string, look: () => unknown): void {
  try {
    look()
  } catch (error) {
    throw Object.assign(new Error(`querystring/${name}: ${error instanceof Error ? error.message : String(error)}`), { statusCode: 400 })
  }
}

interface Failure {
  readonly statusCode?: number
  readonly message?: string
}

/** An error as JSON. What is full now has room in a second. */
function tell(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof PoolFull) return tell(reply.header('retry-after', '1'), { statusCode: 429, message: error.message })
  if (error instanceof RangeError) return tell(reply, { statusCode: 413, message: error.message })
  const { statusCode = 500, message = 'unknown' } = error as Failure
  return reply.code(statusCode).send({ error: { status: statusCode, message } })
}

/** Compares digests, so that the time tells nothing about the token. */
function checkToken(token: string): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const expected = digest(`Bearer ${token}`)
  return async (request, reply) => {
    if (request.routeOptions.url === '/health') return undefined
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return undefined
    return await tell(reply.header('www-authenticate', 'Bearer'), { statusCode: 401, message: 'Expected a bearer token' })
  }
}
