// One engine in one thread: reads LaTeX pairs or trees in the plain language, answers whether the difference simplifies to zero.
import { parentPort, workerData } from 'node:worker_threads'

const engines = {
  async 'compute-engine'() {
    const { ComputeEngine } = await import('@cortex-js/compute-engine')
    const engine = new ComputeEngine()
    return ({ latex: [a, b] }) => {
      const [left, right] = [engine.parse(a), engine.parse(b)]
      if (!left.isValid || !right.isValid) return undefined
      return left.isSame(right) || left.isEqual(right)
    }
  },
  async 'nerdamer-prime'() {
    const { default: nerdamer } = await import('nerdamer-prime/all')
    return ({ text: [a, b] }) => {
      if (!a || !b) return undefined
      try {
        return verdict(nerdamer(`simplify((${a})-(${b}))`).toString())
      } finally {
        nerdamer.flush()
      }
    }
  },
  async mathjs() {
    const { all, create } = await import('mathjs')
    const math = create(all, { number: 'BigNumber', precision: 64 })
    return ({ text: [a, b] }) => (a && b ? verdict(math.simplify(`(${a.replace(/\blog\(/g, 'log(')})-(${b})`).toString()) : undefined)
  },
}
/** `0` is equal, another number different, everything else not decided. */
const verdict = text => (text === '0' ? true : /^-?[0-9./]+$/.test(text) ? false : undefined)

const decide = await engines[workerData]()
parentPort.on('message', pair => {
  const started = process.hrtime.bigint()
  let answer
  try {
    answer = decide(pair)
  } catch {
    answer = undefined
  }
  parentPort.postMessage({ answer, microseconds: Number(process.hrtime.bigint() - started) / 1000 })
})
parentPort.postMessage('ready')
