import { expect, it } from 'vitest'
import { cases } from './cases.ts'
import { judgeLines } from './judge-lines.ts'
import { bundle, runtimes } from './runtimes.ts'

/** Every fifth case, to be quick; all of them, other Nodes, Chromium and the golden file by `npm run same-everywhere`. */
const some = cases().filter((_, index) => index % 5 === 0)

it.each(runtimes.map(runtime => [runtime.name, runtime] as const))('verdicts are the same in %s', async (_name, runtime) => {
  const there = await runtime.judge(await bundle(), some)
  expect(there).toEqual(judgeLines(some))
})

it('verdicts are the same when they are asked again', () => {
  const first = judgeLines(some)
  expect(judgeLines(some)).toEqual(first)
})
