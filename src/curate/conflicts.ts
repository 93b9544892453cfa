/**
 * Do the equivalent answers of a row mean what its gold means?
 *
 * Any of them is paid, so one that is different pays a wrong answer, or the gold is wrong: a person should look. What could not be told
 * from the gold is no conflict, and neither is the content of an option beside its letter: without the options nobody knows.
 */
import { noSpec } from '../compare/compare.ts'
import type { GoldSpec } from '../compare/gold.ts'
import { parse } from '../latex/parse.ts'
import { decisionOn } from './majority.ts'

/** Alternatives that are looked at. */
const mostAlternatives = 64

/**
 * The alternatives that are decided to be different from the gold, as they are written.
 *
 * @param declared what the data set declares about the gold
 * @example
 * conflictingAnswers('B', ['8/2', 'C']) // ['C']
 * conflictingAnswers('37/2', ['18.5', '\\frac{37}{2}', '18', '__EMPTY__']) // ['18']
 */
export function conflictingAnswers(gold: string, alternatives: readonly string[], declared: GoldSpec = noSpec): readonly string[] {
  const { tree } = parse(gold)
  return alternatives.slice(0, mostAlternatives).filter(answer => {
    if (answer === gold || answer === '__EMPTY__' || isLetter(answer) !== isLetter(gold)) return false
    const decision = decisionOn(tree, parse(answer).tree, declared)
    return decision?.outcome === 'different' && decision.by !== 'kind'
  })
}

/** `B`, `(B)`, `B.`: the letter of an option. */
const isLetter = (answer: string): boolean => /^\(?[A-Ka-k][).]?$/.test(answer.trim())
