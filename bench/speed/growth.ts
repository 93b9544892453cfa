/** `npm run bench:growth`: how steps and time grow with the length of the response, of the answer and the size of expressions. */
import { table } from '../../src/cli/table.ts'
import { responseOf } from '../responses.ts'
import { loadBuilt } from './built.ts'
import { median, timed } from './clock.ts'
import { families } from './growth-cases.ts'

const built = await loadBuilt()
const { core } = built
const number = (value: number): string => value.toFixed(value < 10 ? 1 : 0)

const lengths = [1, 4, 16, 64, 256, 1024]
const answers = {
  'a box at the end': responseTo('\\frac12'),
  'no box, a phrase': (size: number) => `${responseTo('')(size).replace(/\\\[.*\\\]/, '')}The answer is 1/2.`,
}
for (const [name, of] of Object.entries(answers)) {
  const rows = lengths.map(kilobytes => {
    const response = Buffer.from(of(kilobytes * 1000)).toString()
    return [`${kilobytes} kB`, number(microseconds(() => core.extract(response)))]
  })
  process.stdout.write(`extract, ${name}\n${table([['response', 'µs'], ...rows], ['right', 'right'])}\n`)
}
for (const { name, sizes, pairOf } of families) {
  let before = { steps: 0, time: 0 }
  const rows = sizes.map(size => {
    const { gold, answer } = pairOf(size)
    const { steps, outcome } = core.judge({ prediction: answer, reference: gold })
    const time = microseconds(at => core.judge({ prediction: `${answer}${' '.repeat(at + 1)}`, reference: gold }))
    const power = (now: number, then: number): string => (then === 0 ? '' : Math.log2(now / then).toFixed(2))
    const row = [String(size), outcome, String(steps), power(steps, before.steps), number(time), power(time, before.time)]
    before = { steps, time }
    return row
  })
  process.stdout.write(
    `${name}\n${table([['size', 'outcome', 'steps', 'power', 'µs', 'power'], ...rows], ['right', 'left', 'right', 'right', 'right', 'right'])}\n`,
  )
}

function responseTo(answer: string): (length: number) => string {
  return length => responseOf(answer, length)
}

function microseconds(call: (at: number) => unknown): number {
  for (let at = 0; at < 5; at++) call(at)
  return median(Array.from({ length: 15 }, (_, at) => timed(() => call(at))))
}
