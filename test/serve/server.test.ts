import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type Server, type ServerOptions } from '../../src/serve.ts'

const opened: Server[] = []
async function open(options: ServerOptions = {}): Promise<Server> {
  const server = await createServer({ threads: 1, ...options })
  opened.push(server)
  return server
}
afterAll(() => Promise.all(opened.map(server => server.close())))

describe('the server', () => {
  let server: Server
  beforeAll(async () => {
    server = await open({ maxRows: 8, maxPending: 8, unscored: -0.5, failed: -0.25 })
  })
  const post = async (url: string, payload: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const {
      statusCode,
      body,
      headers: answered,
    } = await server.app.inject({
      method: 'POST',
      url,
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      headers: { 'content-type': 'application/json', ...headers },
    })
    return { status: statusCode, body: JSON.parse(body) as unknown, headers: answered }
  }

  // OpenRLHF 0.9 (2026-08): `--reward.remote_url`, POST {"query", "prompts", "labels"}.
  it('speaks the shape of OpenRLHF', async () => {
    const prompt = '<|im_start|>user\nExample: \\boxed{9}. What is 1+1?<|im_end|>\n<|im_start|>assistant\n'
    const texts = ['It is \\boxed{2}.<|im_end|>', 'I do not know.<|im_end|>', '\\boxed{3}', '\\boxed{2}']
    const { status, body } = await post('/openrlhf', {
      query: texts.map(text => prompt + text),
      prompts: texts.map(() => prompt),
      labels: ['2', '9', '2', '\\frac{1}{'],
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      rewards: [1, 0, 0, -0.5],
      scores: [1, 0, 0, 0],
      extra_logs: {
        accuracy: [1, 0, 0, 0],
        undecided: [0, 1, 0, 1],
        no_answer: [0, 1, 0, 0],
        unscored: [0, 0, 0, 1],
        failed: [0, 0, 0, 0],
      },
    })
  })

  // slime (2026-08): `--rm-type remote_rm`, POST {"prompt", "response", "label"}; the body of the answer is the reward.
  it('speaks the shape of slime', async () => {
    const sample = { prompt: [{ role: 'user', content: '1/2?' }], response: 'So \\boxed{0.5}', label: '1/2' }
    expect((await post('/slime', sample)).body).toBe(1)
    expect((await post('/slime', { ...sample, label: '1/3' })).body).toBe(0)
    expect((await post('/slime', { ...sample, label: null })).body).toBe(-0.5)
    // These bodies tell no lengths, so what length costs is left out.
    expect((await post('/slime?preset=dapo', sample)).body).toBe(1)
    expect((await post('/slime?preset=dapo', { ...sample, label: '1/3' })).body).toBe(-1)
    expect((await post('/slime', { ...sample, label: {} })).body).toBe(-0.25)
    expect((await post('/slime?detail=true&preset=format%2Baccuracy', sample)).body).toMatchObject({ score: 0.9, outcome: 'equivalent' })
  })

  it('answers batches with whole replies, each for itself', async () => {
    const rows = [{ id: 'a', response: '\\boxed{1}', gold: '1' }, { id: 'b' }, { id: 'c', prediction: '1', gold: '1' }]
    expect((await post('/judge?preset=deepvision', { rows })).body).toMatchObject({
      replies: [
        { id: 'a', score: 1, rule: 'deepvision' },
        { id: 'b', error: { code: 'bad-request' } },
        { id: 'c', acc: 1 },
      ],
    })
  })

  it.each([
    ['/judge', { rows: 'none' }, 400],
    ['/judge', { rows: [], extra: 1 }, 400],
    ['/judge', '{"rows": [', 400],
    ['/judge', '{"rows": [], "__proto__": {}}', 400],
    ['/judge', { rows: Array.from({ length: 9 }, () => ({})) }, 400],
    ['/judge?speed=fast', { rows: [] }, 400],
    ['/openrlhf', { query: ['a'], labels: [] }, 400],
    ['/openrlhf', { query: ['a'], prompts: [], labels: ['a'] }, 400],
    ['/openrlhf', { query: [1], labels: ['a'] }, 400],
    ['/slime', { response: 'a' }, 400],
    ['/slime', { response: 1, label: 'a' }, 400],
    ['/reward', {}, 404],
  ])('refuses at %s %j with %i', async (url, payload, status) => {
    expect(await post(url, payload)).toMatchObject({ status, body: { error: { status, message: expect.any(String) } } })
  })

  it.each([
    ['/slime', { response: 1, label: 'a' }, 'body/response'],
    ['/openrlhf', { query: ['a', 1], labels: ['a', 'b'] }, 'body/query/1'],
    ['/openrlhf', { query: ['a'], labels: [] }, 'labels'],
    ['/judge', { rows: [{}, 1] }, 'body/rows/1'],
    ['/slime?preset=best', { response: 'a', label: 'a' }, 'querystring/preset: Expected a preset among'],
    ['/judge?policy=best', { rows: [] }, 'querystring/policy: Expected a policy among'],
  ])('names what is wrong at %s %j: %s', async (url, payload, name) => {
    expect(await post(url, payload)).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(name) } } })
  })

  it('does not start with a preset that it does not know', async () => {
    await expect(createServer({ threads: 1, preset: 'best' })).rejects.toThrow('Expected a preset among')
  })

  it('takes JSON only', async () => {
    expect((await post('/judge', '{"rows":[]}', { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('refuses more than it can hold, and says when to come again', async () => {
    const rows = Array.from({ length: 5 }, () => ({ response: '\\boxed{1}', gold: '1' }))
    const answers = await Promise.all([1, 2, 3].map(() => post('/judge', { rows })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429])
    expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1')
    expect((await post('/judge', { rows })).status).toBe(200)
  })

  it('tells its health and its counts', async () => {
    expect((await server.app.inject('/health')).json()).toEqual({ status: 'ok', pending: 0, threads: 1 })
    const { body } = await server.app.inject('/metrics')
    expect(body).toContain('mathverdict_samples_total{endpoint="/slime",outcome="equivalent",cause=""}')
    expect(body).toContain('mathverdict_samples_total{endpoint="/openrlhf",outcome="undecided",cause="no-answer"} 1')
    expect(body).toContain('mathverdict_pending_samples 0')
    expect(body).toContain('mathverdict_request_seconds_count{endpoint="/judge",status="429"} 2')
  })
})

describe('a server with a token', () => {
  it('asks for it everywhere but at its health', async () => {
    const { app } = await open({ token: 'secret' })
    const ask = async (url: string, authorization?: string): Promise<number> =>
      (await app.inject({ url, ...(authorization !== undefined && { headers: { authorization } }) })).statusCode
    expect(await ask('/metrics')).toBe(401)
    expect(await ask('/metrics', 'Bearer wrong')).toBe(401)
    expect(await ask('/metrics', 'Bearer secret')).toBe(200)
    expect(await ask('/nowhere')).toBe(401)
    expect(await ask('/health')).toBe(200)
  })
})

describe('limits of a server', () => {
  it('hold for the rate and the size', async () => {
    const { app } = await open({ rate: 2, bodyLimit: 200 })
    const ask = (payload: object) => app.inject({ method: 'POST', url: '/judge', payload })
    expect((await ask({ rows: [{ response: 'x'.repeat(300), gold: '1' }] })).statusCode).toBe(413)
    expect((await ask({ rows: [] })).statusCode).toBe(200)
    const { statusCode, headers } = await ask({ rows: [] })
    expect(statusCode).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('the end of a server', () => {
  it('waits for what was asked', async () => {
    const ending = await createServer({ threads: 1 })
    const address = await ending.app.listen({ port: 0 })
    const rows = Array.from({ length: 2_000 }, (_, id) => ({ id, response: `\\boxed{${id}}`, gold: '7' }))
    const answered = fetch(`${address}/judge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rows }),
    })
    while (ending.pool.pending === 0) await new Promise(resolve => setTimeout(resolve, 1))
    await ending.close()
    const { replies } = (await (await answered).json()) as { readonly replies: readonly unknown[] }
    expect(replies).toHaveLength(2_000)
  })
})
