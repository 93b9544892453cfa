import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPool, type Pool, PoolFull, type Request } from '../../src/pool.ts'
import { answer } from '../../src/worker.ts'

const requests = (count: number): readonly Request[] =>
  Array.from({ length: count }, (_, id) => ({ id, response: `So \\boxed{${id}/2}.`, gold: `${Math.floor(id / 2)}` }))

describe('a pool', () => {
  let pool: Pool
  beforeAll(() => {
    pool = createPool({ threads: 2, batch: 4, maxPending: 64 })
  })
  afterAll(() => pool.close())

  it('answers in order, as one thread does', async () => {
    expect(await pool.judge(requests(64))).toEqual(requests(64).map(answer))
    expect(await pool.judge([])).toEqual([])
    expect(pool.pending).toBe(0)
  })

  it('loses nothing when threads are killed', async () => {
    for (let round = 0; round < 3; round += 1) {
      const answered = pool.judge(requests(64))
      await pool.threads[round % pool.threads.length]?.terminate()
      expect(await answered).toEqual(requests(64).map(answer))
    }
    expect(pool.pending).toBe(0)
  })

  it('refuses what has no room, and has room again later', async () => {
    const first = pool.judge(requests(60))
    await expect(pool.judge(requests(5))).rejects.toThrow(PoolFull)
    await first
    expect(await pool.judge(requests(5))).toHaveLength(5)
    await expect(pool.judge(requests(65))).rejects.toThrow(RangeError)
  })

  it('streams any number in order, and takes from the source no more than it can use', async () => {
    let taken = 0
    function* source(): Generator<Request> {
      for (const request of requests(1_000)) {
        taken += 1
        yield request
      }
    }
    const ids: unknown[] = []
    for await (const { id } of pool.stream(source())) {
      if (ids.length === 0) expect(taken).toBeLessThan(100)
      ids.push(id)
    }
    expect(ids).toEqual(requests(1_000).map(({ id }) => id))
  })

  it('refuses a caller who sends what is no data', async () => {
    await expect(pool.judge([{ id: () => 1 }])).rejects.toThrow(TypeError)
    expect(() => createPool({ threads: 0 })).toThrow('Expected threads to be a whole number above 0, found 0')
  })
})
