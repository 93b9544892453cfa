/**
 * What the thread of a system runs: one question at a time, `true` when the system simplifies the difference to zero and
 * no values contradict it.
 *
 * The engines are loaded here only. An error of theirs is no word: the answer is `false`.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { CasName } from './cas.ts'
import { mathjsInstance, mathjsNode } from './mathjs-nodes.ts'
import { nerdamerText } from './nerdamer-text.ts'
import type { CasQuestion } from './question.ts'
import { valuesDiffer } from './values.ts'

const equal = await engine((workerData as { readonly name: CasName }).name)

async function engine(name: CasName): Promise<(question: CasQuestion) => boolean> {
  if (name === 'mathjs') {
    const math = mathjsInstance()
    return ({ reference, prediction }) => {
      const a = mathjsNode(reference, math, 'powers')
      const b = a && mathjsNode(prediction, math, 'powers')
      if (a === undefined || b === undefined) return false
      return math.simplify(new math.OperatorNode('-', 'subtract', [a, b])).toString() === '0'
    }
  }
  const { default: nerdamer } = await import('nerdamer-prime/all')
  return ({ reference, prediction }) => {
    const a = nerdamerText(reference)
    const b = nerdamerText(prediction)
    if (a === undefined || b === undefined) return false
    try {
      return nerdamer(`simplify((${a})-(${b}))`).toString() === '0'
    } finally {
      nerdamer.flush()
    }
  }
}

parentPort?.on('message', (question: CasQuestion) => {
  let answer = false
  try {
    answer = equal(question) && !valuesDiffer(question)
  } catch {
    // Engines throw for what they do not understand.
  }
  parentPort?.postMessage(answer)
})
parentPort?.postMessage('ready')
