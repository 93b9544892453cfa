/** Files of rows as rollouts have them, made of the fixtures: their references and answers, behind texts of random lengths. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { type Random, randomFrom } from '../canonical/battery.ts'
import { cases } from '../same-everywhere/cases.ts'

const sentences = [
  'Let us write down what is given. ',
  'The triangle has a right angle, so the theorem of Pythagoras holds. ',
  'Wait, that needs a second look: $x^2+1$ has no real root. ',
  'Both sides are divided by $2$. ',
  'Also gilt \\(a_n = 3n\\) für alle $n$, und 因此 we are done. ',
]

/** @returns its bytes */
export function writeRows(path: string, count: number, seed: number): number {
  const random = randomFrom(seed)
  const all = cases().filter(({ id }) => !id.startsWith('hostile/')) // those are slow on purpose, and this is about files
  const file = openSync(path, 'w')
  let bytes = 0
  let held = ''
  for (let at = 0; at < count; at += 1) {
    held += `${rowOf(all, at, random)}\n`
    if (held.length < 1_000_000 && at < count - 1) continue
    bytes += writeSync(file, held)
    held = ''
  }
  closeSync(file)
  return bytes
}

/** Now and then a line that is no row, a blank one, several samples, a row without a gold. */
function rowOf(all: ReturnType<typeof cases>, at: number, random: Random): string {
  const { id, input } = all[at % all.length] as (typeof all)[number]
  const { reference, choices } = input
  const answer =
    'response' in input && input.response !== undefined ? input.response : `\\boxed{${'prediction' in input ? input.prediction : ''}}`
  const response = `${textOf(random)}${answer}`
  const common = {
    id: `${id}/${at}`,
    ...(typeof reference === 'string' ? { gdt: reference } : { gold: reference }),
    ...(choices && { choices }),
  }
  switch (at % 101) {
    case 17:
      return JSON.stringify({ ...common, model_response: response }).slice(0, -20)
    case 34:
      return ''
    case 51:
      return JSON.stringify({ id: common.id, model_response: response })
    case 68:
      return JSON.stringify({ ...common, model_responses: [response, null, `${textOf(random)}\\boxed{7}`] })
    default:
      return JSON.stringify({ ...common, model_response: response })
  }
}

function textOf(random: Random): string {
  const length = 5 + Math.floor(random() * 40)
  return Array.from({ length }, () => sentences[Math.floor(random() * sentences.length)]).join('')
}
