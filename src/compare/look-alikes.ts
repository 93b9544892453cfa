import { undecided } from '../canonical/ladder/decision.ts'
import { lookAlikesIn, withLatinLetters } from '../latex/lexer/look-alikes.ts'
import { parse } from '../latex/parse.ts'
import { type Comparison, compare, type Settings } from './compare.ts'

/** `х+1` with a Cyrillic letter is not `x+1`, and is not called wrong either, where nothing but letters that look alike makes the difference. */
export function withLookAlikes(comparison: Comparison, gold: string, prediction: string, settings: Settings): Comparison {
  if (comparison.decision.outcome !== 'different') return comparison
  const [plainGold, plain] = [withLatinLetters(gold), withLatinLetters(prediction)]
  if (plainGold === undefined && plain === undefined) return comparison
  const alike = compare(parse(plainGold ?? gold).tree, parse(plain ?? prediction).tree, settings)
  if (alike.decision.outcome !== 'equivalent') return comparison
  const side = plain === undefined ? 'reference' : plainGold === undefined ? 'prediction' : 'both'
  const letters = lookAlikesIn(side === 'reference' ? gold : prediction).join(', ')
  return { ...comparison, decision: undecided(side === 'reference' ? 'unreadable-reference' : 'unreadable-prediction', side, letters) }
}
