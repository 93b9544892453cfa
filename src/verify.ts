import { type OfGold, ownText, VerdictMemory } from './cache.ts'
import { type Decision, different, undecided } from './canonical/ladder/decision.ts'
import { groundText } from './canonical/ladder/ground.ts'
import { type Comparison, compare, noSpec } from './compare/compare.ts'
import { unfinished } from './compare/finished.ts'
import type { Prefilter } from './compare/prefilter.ts'
import type { Gold, GoldSpec } from './compare/gold.ts'
import type { Kind } from './compare/kind.ts'
import { withLookAlikes } from './compare/look-alikes.ts'
import { type Policy, policyDigest } from './compare/policy.ts'
import { rulesVersion, type Step, type Verdict } from './compare/verdict.ts'
import { extract as extractAnswer, extractWhole, isMarked } from './extract/extract.ts'
import type { ExtractOptions, Extraction, FinishReason } from './extract/extraction.ts'
import { isIntegerText } from './latex/lexer/numerals.ts'
import { isRead, type Parsed, parse as parseAnswer } from './latex/parse.ts'
import { Budget, defaultLimits, Exhausted } from './limits/budget.ts'
import { RecentCache } from './limits/recent-cache.ts'
import { describe, type Options, type Resolved, resolve } from './options.ts'
import type { Diagnostic } from './source/diagnostic.ts'
import { keepReadings } from './tree/kept.ts'
import { isEllipsis } from './tree/leaves.ts'
import type { Tree } from './tree/tree.ts'

/**
 * The door: from texts to verdicts.
 *
 *     response ─extract→ span ─read→ Tree ─compare→ Decision → Verdict
 *
 * `verify` and `judge` take the same way; `judge` also keeps the trace.
 */

/** What is to be judged, with named roles so that they cannot be swapped. Give `response` or `prediction`. */
export interface JudgeInput {
  /** Everything that the model wrote; the answer is extracted. */
  readonly response?: string
  /** The answer alone (or, with `as: 'auto'`, a text that marks it). */
  readonly prediction?: string
  /** The reference answer. */
  readonly reference: Gold
  /** Further references: any of them may be matched. */
  readonly references?: readonly Gold[]
  /** Contents of the options in order (A, B, …) or by letter; `choices` is the same. */
  readonly options?: GoldSpec['options']
  readonly choices?: GoldSpec['options']
  /** `length` makes the response truncated: it has no answer. */
  readonly finishReason?: FinishReason
}

/** A verifier whose options are resolved once. */
export interface Verifier {
  verify(prediction: string, gold: Gold | readonly Gold[]): boolean
  judge(input: JudgeInput): Verdict
  extract(response: string, options?: ExtractOptions): Extraction
  parse(text: string): Parsed
}

/**
 * Whether a prediction equals a gold answer. True only for `equivalent` (and, with `policy.accept: 'proved'`, only if proved).
 *
 * @param prediction the model's answer, or a response that marks its answer by a box, an answer tag or a final-answer phrase
 * @param gold the reference answer; an array holds alternatives
 * @throws TypeError when a text is not a string or an option is unknown
 *
 * @example
 * verify('0.5', '\\frac12') // true
 * verify('\\boxed{x=5}', '5') // true
 * verify('5 m', '5 cm') // false
 */
export function verify(prediction: string, gold: Gold | readonly Gold[], options?: Options): boolean {
  return options === undefined
    ? verifyResolved(prediction, gold, resolve(undefined), byDefault)
    : verifyResolved(prediction, gold, resolve(options), undefined)
}

const byDefault = new VerdictMemory()

/**
 * Judge a response or a prediction against its reference and say why.
 *
 * @returns a verdict: `equivalent` with its certainty, `different` with a witness, or `undecided` with cause and side
 * @throws TypeError or RangeError for a caller's mistake, never for bad text
 *
 * @example
 * judge({ response: 'So \\boxed{0.50}.', reference: '\\frac12' }).outcome // 'equivalent'
 */
export function judge(input: JudgeInput, options?: Options): Verdict {
  return judgeResolved(input, resolve(options))
}

/**
 * A verifier with its options resolved and frozen once.
 *
 * @example
 * createVerifier({ finished: true }).verify('2+3', '5') // false
 */
export function createVerifier(options?: Options): Verifier {
  const resolved = resolve(options)
  const memory = new VerdictMemory()
  return Object.freeze({
    verify: (prediction: string, gold: Gold | readonly Gold[]) => verifyResolved(prediction, gold, resolved, memory),
    judge: (input: JudgeInput) => judgeResolved(input, resolved),
    extract: (response: string, extractOptions?: ExtractOptions) => extractAnswer(requireText(response, 'response'), extractOptions),
    parse: (text: string) => parseAnswer(requireText(text, 'text'), { limits: resolved.limits }),
  })
}

function verifyResolved(prediction: string, gold: Gold | readonly Gold[], options: Resolved, memory: VerdictMemory | undefined): boolean {
  requireText(prediction, 'prediction')
  if (typeof gold === 'string') return verifyText(prediction, gold, options, memory)
  const golds = Array.isArray(gold) ? (gold as readonly Gold[]) : [gold as Gold]
  if (golds.length === 0) throw new RangeError('Expected at least one gold answer, found an empty array')
  return golds.some(reference =>
    typeof reference === 'string' ? verifyText(prediction, reference, options, memory) : matches(prediction, reference, options),
  )
}

/** A gold without declarations: whole numbers are compared as they stand, and what was asked before is known. */
function verifyText(prediction: string, gold: string, options: Resolved, memory: VerdictMemory | undefined): boolean {
  const integers = options.as === 'response' ? undefined : sameInteger(prediction, gold, options)
  if (integers !== undefined) return integers
  if (memory === undefined) return matches(prediction, gold, options)
  const known = memory.of(gold, () => readGold(gold, options).parsed.tree)
  if (known === undefined) return matches(prediction, gold, options)
  const before = known.texts.get(prediction)
  if (before !== undefined) return before
  const verdict = verifyInside(prediction, gold, options, known)
  known.texts.set(prediction, verdict)
  return verdict
}

/** Two responses may end in the same answer. */
function verifyInside(prediction: string, gold: string, options: Resolved, { answers, prefilter }: OfGold): boolean {
  const located = locateAnswer(prediction, options.as, options, undefined)
  if (!located.ok) return false
  const { text } = located
  const integers = sameInteger(text, gold, options)
  if (integers !== undefined) return integers
  if (prefilter !== undefined && isRefused(text, prefilter, options)) return false
  if (text === prediction) return matchesText(text, gold, options)
  const before = answers.get(text)
  if (before !== undefined) return before
  const verdict = matchesText(text, gold, options)
  answers.set(text, verdict)
  return verdict
}

/** Whether an answer is refused by what it does not hold, or as a value of another size. Long answers are not read for it. */
function isRefused(text: string, prefilter: Prefilter, options: Resolved): boolean {
  const precise = isPrecise(options.policy)
  if (prefilter.refusesText(text, precise)) return true
  return text.length <= longestKept.prediction && prefilter.refusesTree(readCached(text, options).tree, precise)
}

/** Whether values that are far apart are different by the policy. */
const isPrecise = ({ rounding }: Policy): boolean => rounding.rule === 'last-place' || rounding.rule === 'none'

/** Whether two answers are plain integers and equal; `undefined` for other texts, and where a policy lets integers differ. */
function sameInteger(prediction: string, gold: string, options: Resolved): boolean | undefined {
  if (options.limits !== defaultLimits) return undefined
  const [own, other] = [withoutDollars(gold), withoutDollars(prediction)]
  if (!isIntegerText(own) || !isIntegerText(other)) return undefined
  return other === own || (options.policy.rounding.rule === 'relative' ? undefined : false)
}

/** `$21$`, `21.`, `$21$.`: what stands between the signs of a formula, without a full stop behind it. */
function withoutDollars(text: string): string {
  const end = text.endsWith('.') ? text.length - 1 : text.length
  const inFormula = end > 2 && text.startsWith('$') && text.charCodeAt(end - 1) === 0x24
  return inFormula ? text.slice(1, end - 1) : end === text.length ? text : text.slice(0, end)
}

function matches(prediction: string, gold: Gold, options: Resolved): boolean {
  const located = locateAnswer(prediction, options.as, options, undefined)
  return located.ok && matchesText(located.text, gold, options)
}

function matchesText(text: string, gold: Gold, options: Resolved): boolean {
  const parsed = readCached(text, options)
  if (isEmpty(parsed.tree)) return false
  const { answer, spec } = describeGold(gold, undefined)
  return accepted(decide(text, parsed, answer, spec, options, silent).comparison.decision, options)
}

const accepted = (decision: Decision, options: Resolved): boolean =>
  decision.outcome === 'equivalent' && (options.policy.accept === 'likely' || decision.certainty === 'proved')

const silent = (): void => undefined

function judgeResolved(input: JudgeInput, options: Resolved): Verdict {
  if (typeof input !== 'object' || input === null)
    throw new TypeError(`Expected { response or prediction, reference }, found ${describe(input)}`)
  const { response, prediction, finishReason } = input
  if ((response === undefined) === (prediction === undefined)) throw new TypeError('Expected either a response or a prediction')
  const golds = [input.reference, ...(input.references ?? [])]
  const optionContents = input.options ?? input.choices
  const text = response === undefined ? requireText(prediction, 'prediction') : requireText(response, 'response')
  const trace: Step[] = []
  const note = (rung: string, step: string): void => {
    trace.push({ rung, note: step })
  }
  const found = findAnswer(text, response === undefined ? options.as : 'response', options, finishReason)
  if (found.extraction !== undefined)
    note('extract', found.extraction.found ? `by ${found.extraction.rule}: ${found.extraction.text}` : found.extraction.reason)
  const common = {
    trace,
    rulesVersion,
    policyDigest: policyDigest(options.policy),
    ...(found.extraction === undefined ? {} : { extraction: found.extraction }),
  }
  const first = describeGold(golds[0] as Gold, optionContents)
  if (!found.ok) {
    return {
      outcome: 'undecided',
      cause: 'no-answer',
      side: 'prediction',
      detail: found.reason,
      kind: kindOf(first.answer, first.spec, options),
      declared: false,
      prediction: '',
      reference: first.answer,
      referenceIndex: 0,
      diagnostics: [],
      steps: 0,
      ...common,
    }
  }
  let best: { comparison: Comparison; index: number; answer: string } | undefined
  let steps = 0
  for (const [index, gold] of golds.entries()) {
    const { answer, spec } = describeGold(gold, optionContents)
    note('read', `reference ${answer}`)
    const { comparison, spent } = decide(found.text, found.parsed, answer, spec, options, note)
    steps += spent
    if (comparison.decision.outcome === 'equivalent') {
      best = { comparison, index, answer }
      break
    }
    // Any of several references: different only if all are.
    if (best === undefined || (best.comparison.decision.outcome === 'different' && comparison.decision.outcome === 'undecided'))
      best = { comparison, index, answer }
  }
  const { comparison, index, answer } = best as NonNullable<typeof best>
  if (comparison.decision.outcome === 'equivalent') note(comparison.decision.by, groundText(comparison.decision))
  return {
    ...plain(comparison.decision),
    kind: comparison.kind,
    declared: comparison.declared,
    prediction: found.text,
    reference: answer,
    referenceIndex: index,
    diagnostics: shifted(found.parsed.diagnostics, found.offset),
    steps,
    ...common,
  }
}

/** The kind of a gold on its own, for verdicts about no answer. */
function kindOf(answer: string, spec: GoldSpec, options: Resolved): Kind | null {
  const { text, parsed } = readGold(answer, options)
  return isEmpty(parsed.tree) ? null : decide(text, parsed, answer, spec, options, silent).comparison.kind
}

/** A decision as plain data: its witness is printed now. */
const plain = (decision: Decision): Decision =>
  decision.outcome === 'different' ? { outcome: 'different', by: decision.by, witness: decision.witness } : decision

interface Located {
  readonly ok: true
  readonly text: string
  readonly offset: number
  readonly extraction: Extraction | undefined
}
type Answer = (Located & { readonly parsed: Parsed }) | NotLocated
interface NotLocated {
  readonly ok: false
  readonly reason: string
  readonly extraction: Extraction | undefined
}

/** The prediction inside the text that was given, read. */
function findAnswer(text: string, as: Resolved['as'], options: Resolved, finishReason: FinishReason | undefined): Answer {
  const located = locateAnswer(text, as, options, finishReason)
  return located.ok ? readAnswer(located, options) : located
}

function readAnswer(located: Located, options: Resolved): Answer {
  const parsed = readCached(located.text, options)
  return isEmpty(parsed.tree) ? { ok: false, reason: 'empty', extraction: located.extraction } : { ...located, parsed }
}

/** Where the prediction stands inside the text that was given. */
function locateAnswer(text: string, as: Resolved['as'], options: Resolved, finishReason: FinishReason | undefined): Located | NotLocated {
  const response = as === 'response' || (as === 'auto' && isMarked(text))
  if (!response) {
    const whole = extractWhole(text, { limits: options.limits })
    if (!whole.found) return { ok: false, reason: whole.reason, extraction: whole }
    if (!(as === 'auto' && options.prose && isSentence(readCached(whole.text, options).tree, whole.text)))
      return { ok: true, text: whole.text, offset: whole.span.start, extraction: whole }
  }
  const extraction = extractAnswer(text, {
    prose: options.prose,
    limits: options.limits,
    ...(finishReason === undefined ? {} : { finishReason }),
  })
  if (!extraction.found) return { ok: false, reason: extraction.reason, extraction }
  return { ok: true, text: ownText(extraction.text, text), offset: extraction.parts.length === 1 ? extraction.span.start : 0, extraction }
}

/** Prose of more than a phrase: nothing that reads as one answer. Mathematics that cannot be read is no prose. */
const isSentence = (tree: Tree, text: string): boolean => !opensWithAnswer.test(text) && isProse(tree, text)
/** `(A) because …`, "Yes, since …": the answer stands first, and what follows explains it. */
const opensWithAnswer = /^(?:(?:Option )?\(?[A-H][).:] |(?:yes|no|true|false)[,.;] )/i
const isProse = (tree: Tree, text: string): boolean =>
  tree.type === 'text' ? tree.value.split(' ').length > 2 : !isRead(tree) && /[A-Za-z]{2} [A-Za-z]{2}/.test(text)

const isEmpty = (tree: Tree): boolean =>
  (tree.type === 'unread' && tree.source.trim() === '') || (tree.type === 'text' && tree.value === '') || isEllipsis(tree)

const shifted = (diagnostics: readonly Diagnostic[], by: number): readonly Diagnostic[] =>
  by === 0
    ? diagnostics
    : diagnostics.map(diagnostic => ({ ...diagnostic, span: { start: diagnostic.span.start + by, end: diagnostic.span.end + by } }))

interface GoldReading {
  readonly text: string
  readonly parsed: Parsed
}
const golds = { byDefault: new RecentCache<string, GoldReading>(2_000), byLimits: new RecentCache<string, GoldReading>(500) }
const predictions = { byDefault: new RecentCache<string, Parsed>(32), byLimits: new RecentCache<string, Parsed>(32) }
/** Answers longer than this are read anew. */
const longestKept = { gold: 2_000, prediction: 200 }

/** A gold that holds a box or a final-answer phrase is read like a response. */
function readGold(answer: string, options: Resolved): GoldReading {
  const cache = options.limits === defaultLimits ? golds.byDefault : golds.byLimits
  const key = cacheKey(answer, options)
  const known = cache.get(key)
  if (known !== undefined) return known
  const extraction = isMarked(answer) ? extractAnswer(answer, { prose: false }) : undefined
  const text = extraction?.found === true ? extraction.text : answer
  const reading = { text, parsed: parseAnswer(text, { limits: options.limits }) }
  if (answer.length <= longestKept.gold) {
    cache.set(key, reading)
    keepReadings(reading.parsed.tree)
  }
  return reading
}

function readCached(text: string, options: Resolved): Parsed {
  if (text.length > longestKept.prediction) return parseAnswer(text, { limits: options.limits })
  const cache = options.limits === defaultLimits ? predictions.byDefault : predictions.byLimits
  const key = cacheKey(text, options)
  const known = cache.get(key)
  if (known !== undefined) return known
  const parsed = parseAnswer(text, { limits: options.limits })
  cache.set(key, parsed)
  return parsed
}

/** Reading depends on the text and on the limits alone. */
const cacheKey = (text: string, options: Resolved): string => {
  if (options.limits === defaultLimits) return text
  const { depth, nodes, answerLength } = options.limits
  return `${depth},${nodes},${answerLength}:${text}`
}

function decide(
  text: string,
  parsed: Parsed,
  answer: string,
  spec: GoldSpec,
  options: Resolved,
  note: (rung: string, step: string) => void,
): { comparison: Comparison; spent: number } {
  const gold = readGold(answer, options)
  const budget = new Budget(options.limits.steps)
  const run = (): Comparison => {
    if (isEmpty(gold.parsed.tree)) return { decision: undecided('unreadable-reference', 'reference', 'empty'), kind: null, declared: false }
    const settings = { policy: options.policy, budget, spec, note }
    const comparison = withLookAlikes(compare(gold.parsed.tree, parsed.tree, settings), gold.text, text, settings)
    return options.finished ? demandFinished(comparison, gold, parsed.tree, text) : comparison
  }
  const result = budget.attempt('compare', options.limits.steps, run)
  const comparison =
    result instanceof Exhausted ? { decision: undecided('budget-exhausted', 'both', result.rung), kind: null, declared: false } : result
  note('compare', `${comparison.kind ?? 'no kind'}: ${comparison.decision.outcome}`)
  return { comparison, spent: budget.spent }
}

/** Equal values are not enough where a finished answer is asked for: its arithmetic has to be carried out, unless the gold's is not. */
function demandFinished(comparison: Comparison, gold: GoldReading, prediction: Tree, text: string): Comparison {
  if (comparison.decision.outcome !== 'equivalent' || comparison.kind === null || !computed.has(comparison.kind)) return comparison
  const open = unfinished(prediction)
  if (open === undefined || unfinished(gold.parsed.tree) !== undefined) return comparison
  return { ...comparison, decision: different('kind', { what: `an unfinished ${open}`, reference: gold.text, prediction: text }) }
}

/** Kinds whose values are computed; a date is no sum, a move no product. */
const computed: ReadonlySet<Kind> = new Set<Kind>([
  'equation',
  'expression',
  'interval',
  'list',
  'matrix',
  'number',
  'parts',
  'piecewise',
  'quantity',
  'set',
  'tuple',
])

/** The text of a gold and what is declared about it. */
function describeGold(gold: Gold, options: GoldSpec['options']): { answer: string; spec: GoldSpec } {
  if (typeof gold === 'string') return { answer: gold, spec: options === undefined ? noSpec : { options } }
  if (typeof gold !== 'object' || gold === null || typeof gold.answer !== 'string') {
    throw new TypeError(`Expected a gold answer as a string or { answer, … }, found ${describe(gold)}`)
  }
  const { answer, ...spec } = gold
  for (const name of Object.keys(spec)) {
    if (!declarations.has(name))
      throw new TypeError(`Expected one of ${[...declarations].join(', ')} beside the answer of a gold, found '${name}'`)
  }
  return { answer, spec: options === undefined || spec.options !== undefined ? spec : { ...spec, options } }
}

const declarations: ReadonlySet<string> = new Set(['type', 'ordered', 'tolerance', 'unit', 'options', 'multiple'])

function requireText(value: unknown, role: string): string {
  if (typeof value !== 'string') throw new TypeError(`Expected the ${role} as a string, found ${describe(value)}`)
  return value
}
