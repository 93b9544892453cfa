/** Bytes that a call allocates: the growth of the used heap over a call, where no collection came between. */
import { getHeapStatistics } from 'node:v8'
import type { Built } from './built.ts'
import { quantile } from './clock.ts'
import type { Pair } from './corpora.ts'
import { caller, type Operation } from './passes.ts'

const most = 500

/** The median over the pairs; the cost of asking is taken off. */
export function allocations({ core, lex }: Built, pairs: readonly Pair[], operation: Operation): number {
  const step = Math.max(1, Math.floor(pairs.length / most))
  const chosen = pairs.filter((_, at) => at % step === 0)
  const call = caller(operation, core, lex, chosen)
  const growth = (work: () => unknown): number => {
    const before = getHeapStatistics().used_heap_size
    work()
    return getHeapStatistics().used_heap_size - before
  }
  const empty = quantile(
    Array.from({ length: 50 }, () => growth(() => undefined)),
    0.5,
  )
  const grown = chosen.map(pair => growth(() => call(pair)) - empty).filter(bytes => bytes >= 0)
  return quantile(grown, 0.5)
}
