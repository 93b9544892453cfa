/** What the length of a response costs: the same answers bare, and at the end of responses of several lengths. */
import { responseOf } from '../responses.ts'
import type { Built } from './built.ts'
import { median, timed } from './clock.ts'
import type { Pair } from './corpora.ts'

export interface LengthCost {
  readonly kilobytes: number
  /** Microseconds, medians. */
  readonly extract: number
  readonly verify: number
  /** `verify` on the response less `verify` on the bare answer. */
  readonly overBare: number
}

const lengths = [2, 16, 64, 256, 1000] as const
const rounds = 15

export function responseCosts({ core }: Built, pairs: readonly Pair[]): readonly LengthCost[] {
  const chosen = pairs.filter(({ as, text }) => as === 'auto' && !/boxed|[{}]\\/.test(text) && text.length < 60).slice(0, 40)
  return lengths.map(kilobytes => {
    const cases = chosen.map(({ text, answer }) => ({ text, answer, response: flat(responseOf(text, kilobytes * 1000)) }))
    const times = { extract: [] as number[], bare: [] as number[], verify: [] as number[], over: [] as number[] }
    for (let round = -3; round < rounds; round++) {
      const verifier = core.createVerifier()
      for (const { text, answer, response } of cases) {
        verifier.verify('\\boxed{\\text{nothing that anyone writes}}', answer)
        const extract = timed(() => core.extract(response))
        const bare = timed(() => verifier.verify(text, answer))
        const verify = timed(() => core.createVerifier().verify(response, answer))
        if (round < 0) continue
        times.extract.push(extract)
        times.bare.push(bare)
        times.verify.push(verify)
        times.over.push(verify - bare)
      }
    }
    return { kilobytes, extract: median(times.extract), verify: median(times.verify), overBare: median(times.over) }
  })
}

/** One piece, as text that came from a file is; parts that wait to be joined would be joined inside the measurement. */
const flat = (text: string): string => Buffer.from(text).toString()
