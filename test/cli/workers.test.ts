import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Assessor, createAssessor } from '../../src/cli/judge/assessor.ts'
import { inOrder, threadsFor } from '../../src/cli/crew.ts'
import type { Row } from '../../src/cli/judge/rows.ts'
import { placed } from '../../src/cli/judge/verdict-memory.ts'
import { createVerifier } from '../../src/index.ts'
import { call, file, folder } from './call.ts'

/** Enough rows for several chunks, of every sort: right, wrong, undecided, unread, without gold, of several samples. */
const rows = Array.from({ length: 900 }, (_, at) => {
  const text = 'So we write this down once more. '.repeat(8)
  if (at % 97 === 5) return '{"id": "bad'
  if (at % 89 === 7) return JSON.stringify({ id: at, model_response: text })
  if (at % 31 === 3) return JSON.stringify({ id: at, gdt: '7', model_responses: [`\\boxed{7}`, `${text}\\boxed{8}`, null] })
  return JSON.stringify({ id: at, gdt: String(at % 13), model_response: `${text}\\boxed{${at % 7}}` })
})

const resultsIn = (path: string): readonly string[] => readdirSync(path).map(name => `${name}\n${readFileSync(join(path, name), 'utf8')}`)

describe('threads', () => {
  it('give the same bytes, however many judge', async () => {
    const input = file('rows.jsonl', rows)
    const runs: string[][] = []
    for (const workers of ['1', '2', '3']) {
      const out = folder()
      const { out: printed } = await call('judge', input, '--out', out, '--workers', workers, '--json')
      runs.push([printed, ...resultsIn(out)])
    }
    expect(runs[0]).toHaveLength(5)
    expect(runs[1]).toEqual(runs[0])
    expect(runs[2]).toEqual(runs[0])
  }, 60_000)

  it('curate to the same bytes, however many judge', async () => {
    const input = file(
      'rows.jsonl',
      rows.map((row, at) => row.replace('{', `{"question": "What is the ${at % 700}th number?", `)),
    )
    const runs: string[][] = []
    for (const workers of ['1', '2']) {
      const out = folder()
      const { out: printed } = await call('curate', input, '--out', out, '--workers', workers, '--json')
      runs.push([printed, ...resultsIn(out)])
    }
    expect(runs[0]).toHaveLength(5)
    expect(runs[1]).toEqual(runs[0])
  }, 60_000)

  it('keep the order, and start no more than they may', async () => {
    const waiting: (() => void)[] = []
    let most = 0
    const items = (async function* () {
      for (let item = 0; item < 7; item++) {
        await Promise.resolve()
        yield item
      }
    })()
    const start = async (item: number): Promise<number> => {
      most = Math.max(most, waiting.length + 1)
      await new Promise<void>(resolve => {
        waiting.push(resolve)
        // The last of three is done first.
        if (waiting.length === 3 || item === 6) for (const done of waiting.splice(0).reverse()) done()
      })
      return 10 * item
    }
    const taken: (readonly [number, number])[] = []
    for await (const { item, result } of inOrder(items, () => 2, start)) taken.push([item, result])
    expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6].map(item => [item, 10 * item]))
    expect(most).toBe(3)
  })

  it('are helped by the one that hands out, which keeps the order', async () => {
    let free = (): void => undefined
    const stuck = new Promise<void>(resolve => {
      free = resolve
    })
    const here: number[] = []
    const items = (async function* () {
      for (let item = 0; item < 7; item++) {
        await Promise.resolve()
        yield item
      }
    })()
    const start = async (item: number): Promise<number> => {
      if (item < 2) await stuck
      return 10 * item
    }
    const help = (item: number): number => {
      here.push(item)
      if (item === 5) free()
      return 10 * item
    }
    const taken: number[] = []
    for await (const { result } of inOrder(items, () => 2, start, help)) taken.push(result)
    expect(taken).toEqual([0, 10, 20, 30, 40, 50, 60])
    expect(here).toEqual([2, 3, 4, 5])
  })

  it('are started where they pay', () => {
    expect(threadsFor(undefined, 1_000_000, 4)).toBe(1)
    expect(threadsFor(undefined, undefined, 4)).toBe(1)
    expect(threadsFor(undefined, 1_000_000_000, 4)).toBe(4)
    expect(threadsFor(undefined, 1_000_000_000, 64)).toBe(8)
    expect(threadsFor(3, 10, 1)).toBe(3)
  })
})

describe('an answer that was judged before', () => {
  const row = (answer: string): Row => ({
    id: undefined,
    references: [answer],
    alternatives: [],
    declared: {},
    samples: [],
    label: undefined,
    thinkingOpened: false,
    notes: [],
    fields: {},
  })

  it('gets the verdict that judging anew gives, at its own place', () => {
    const assessor = createAssessor({ policy: 'standard', finished: true, prose: false })
    const anew = createVerifier({ finished: true })
    const responses = [
      '\\boxed{\\frac{1}{2}',
      'So \\boxed{1/2}.',
      'Longer: \\boxed{1/2}',
      'Thus \\boxed{\\left(0.5}',
      'And thus \\boxed{\\left(0.5}',
      'None',
      '',
    ]
    for (const response of [...responses, ...responses]) {
      for (const gold of ['1/2', '0.5', '3']) {
        const judged = assessor.judge(row(gold), { response, finishReason: undefined })
        expect(placed(judged)).toEqual(anew.judge({ response, reference: { answer: gold } }))
      }
    }
  })

  it('is told to another thread, where it has its own place again', () => {
    const [teller, hearer] = [0, 1].map(() => createAssessor({ policy: 'standard', finished: true, prose: false })) as [Assessor, Assessor]
    const gold = row('1/2')
    teller.memory.collect()
    teller.judge(gold, { response: 'Thus \\boxed{\\left(0.5}', finishReason: undefined })
    const news = teller.memory.news()
    expect(news).toHaveLength(1)
    expect(teller.memory.news()).toEqual([])
    // Another text in the place of the one that would be found shows whose verdict it is.
    hearer.memory.learn(news.map(one => ({ ...one, verdict: one.verdict.replace('"reference":"1/2"', '"reference":"told"') })))
    const response = 'And so, thus \\boxed{\\left(0.5}'
    const judged = placed(hearer.judge(gold, { response, finishReason: undefined }))
    expect(judged.reference).toBe('told')
    const anew = createVerifier({ finished: true }).judge({ response, reference: '1/2' })
    expect(judged).toEqual({ ...anew, reference: 'told' })
  })

  it('is no other answer when the gold declares something', () => {
    const assessor = createAssessor({ policy: 'standard', finished: true, prose: false })
    const sample = { response: '\\boxed{(1,2)}', finishReason: undefined }
    const free = { ...row('(2,1)'), declared: { ordered: false, type: 'list' as const } }
    const first = assessor.judge(row('(2,1)'), sample).verdict.outcome
    const second = assessor.judge(free, sample).verdict.outcome
    expect([first, second]).toEqual([
      'different',
      createVerifier({ finished: true }).judge({ response: sample.response, reference: { answer: '(2,1)', ordered: false, type: 'list' } })
        .outcome,
    ])
  })
})
