import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MathVerify } from '../../src/cli/migrate/math-verify.ts'
import { call, file, folder } from './call.ts'

const rows = [
  { id: 'same', response: '\\boxed{0.5}', gold: '1/2', theirs: true },
  { id: 'wrong', response: '\\boxed{0.6}', gold: '1/2', theirs: false },
  { id: 'ours', response: '\\boxed{12:30}', gold: '12:30', theirs: 0 },
  { id: 'rounded', response: '\\boxed{2}', gold: '2.0000001', theirs: 'correct' },
  { id: 'prose', response: 'It is 7.', gold: '7', theirs: 1 },
  { id: 'unlabelled', response: '\\boxed{7}', gold: '7' },
]

/** Something that is started and spoken to like a Python with Math-Verify. */
function fake(body: string): string {
  const path = join(folder(), 'python')
  writeFileSync(path, `#!${process.execPath}\n${body}`)
  chmodSync(path, 0o755)
  return path
}
const answering = (answer: string): string =>
  fake(`console.log('{"version":"0.0"}')
require('node:readline').createInterface({ input: process.stdin }).on('line', line => {
  const { golds, response } = JSON.parse(line)
  ${answer}
})`)

describe('mathverdict migrate', () => {
  it('compares with recorded verdicts, and sorts the differences by reason', async () => {
    const out = join(folder(), 'differences.jsonl')
    const { code, out: text } = await call('migrate', file('rows.jsonl', rows), '--label', 'theirs', '--json', '--out', out)
    expect(code).toBe(1)
    expect(JSON.parse(text)).toMatchObject({
      rows: 5,
      skipped: 1,
      agreement: { 'both accept': 1, 'both refuse': 1, 'only mathverdict accepts': 1, 'only Math-Verify accepts': 2 },
      differences: [
        { agreement: 'only Math-Verify accepts', because: expect.stringMatching(/^(number: different|undecided: no-answer)/), count: 1 },
        { agreement: 'only Math-Verify accepts', count: 1 },
        { agreement: 'only mathverdict accepts', examples: [{ row: 'ours' }] },
      ],
    })
    const written = readFileSync(out, 'utf8').trim().split('\n')
    expect(written.map(line => JSON.parse(line).id)).toEqual(['ours', 'rounded', 'prose'])
  })

  it('prints them with examples', async () => {
    const { code, out } = await call('migrate', file('rows.jsonl', rows), '--label', 'theirs', '--prose', '--limit', '5')
    expect(code).toBe(0)
    expect(out).toMatch(/both accept +2 +40/)
    expect(out).toContain('only Math-Verify accepts, 1: number: different by')
    expect(out).toContain('rounded')
  })

  it('asks a Math-Verify that is installed', async () => {
    const python = answering('console.log(JSON.stringify(response.includes(golds[0])))')
    const { code, out } = await call('migrate', file('rows.jsonl', rows), '--python', python, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ against: 'Math-Verify 0.0', rows: 6, agreement: { 'only mathverdict accepts': 1 } })
  })

  it('says what is missing', async () => {
    const path = file('rows.jsonl', rows)
    expect(await call('migrate', path, '--python', fake('console.log(\'{"missing":"no"}\')'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('pip install'),
    })
    expect(await call('migrate', path, '--python', '/no/such/python')).toMatchObject({ code: 2 })
    expect(await call('migrate', path, '--label', 'nothing')).toMatchObject({ code: 3, err: expect.stringContaining('No row had') })
  })
})

describe('Math-Verify that hangs or dies', () => {
  it('costs the row, not the run', async () => {
    const python = answering(
      "if (response === 'die') process.exit(1); if (response !== 'hang') console.log(response === 'fail' ? '\"error\"' : 'true')",
    )
    const mathVerify = new MathVerify(python, 1_000)
    const said: unknown[] = []
    for (const response of ['1', 'hang', '2', 'fail', 'die', '3']) said.push(await mathVerify.ask({ golds: ['1'], response }))
    mathVerify.close()
    expect(said).toEqual([true, 'hung', true, 'error', 'hung', true])
  })
})
