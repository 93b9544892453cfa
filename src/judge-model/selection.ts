/**
 * Which verdicts of the rules are worth a second opinion. The caller says; by default those that were refused, and those that
 * could not be decided because of the gold. What the prediction made unreadable is asked only when it is named: else writing
 * unreadably would be a way to a milder judge.
 */
export const selections = ['different', 'undecided-reference', 'undecided-both', 'undecided-prediction', 'equivalent'] as const
export type Selection = (typeof selections)[number]
export const usualSelections: readonly Selection[] = ['different', 'undecided-reference']

/** A verdict of the rules, as far as selection needs it. */
export interface RuleVerdict {
  readonly outcome: 'equivalent' | 'different' | 'undecided' | null
  readonly side?: string | undefined
}

/**
 * Which selection a verdict belongs to; `undefined` for a row that was not judged.
 *
 * @example
 * selectionOf({ outcome: 'undecided', side: 'reference' }) // 'undecided-reference'
 */
export function selectionOf({ outcome, side }: RuleVerdict): Selection | undefined {
  if (outcome === 'undecided') return selections.find(name => name === `undecided-${side}`)
  return outcome ?? undefined
}
