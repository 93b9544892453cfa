/**
 * From a line of JSON to what is judged: reference answers, options and samples.
 *
 * The names are those of DeepVision's own tools and of the trainers around it; `--response` and `--gold` name others. A
 * gold may be a JSON number or boolean (`0` and `false` are golds) and keeps its written digits: `0.50` stays `0.50`.
 * What a row lacks is said, never guessed.
 */
import { parse as parseWithLiterals } from 'lossless-json'
import type { GoldSpec } from '../../compare/gold.ts'
import { kinds } from '../../compare/kind.ts'
import { field, lookUp } from '../../formats/path.ts'
import { letterOptions, type Shape } from '../../formats/shapes.ts'

/** Fields of a response, tried in this order. */
export const responseFields = ['model_response', 'response', 'model_responses'] as const
/** Fields of a gold, tried in this order. */
export const goldFields = ['gdt', 'ground_truth', 'answer', 'reward_model.ground_truth', 'gold'] as const
const alternativeFields = ['reward_model.equivalent_answers', 'equivalent_answers'] as const
const optionFields = ['options', 'choices'] as const
const idFields = ['merge_id', 'id', 'uid', 'question_id'] as const
/** Fields of a prompt that went through a template: of verl's dumps and of inference scripts. */
const promptFields = ['input', 'prompt'] as const
/** Fields of a length in tokens: of EasyR1, DeepVision's trainer and its infer script, and of chat APIs. */
export const tokenFields = ['response_length', 'response_token_length', 'tokens', 'completion_tokens', 'usage.completion_tokens'] as const

/** Names that the caller gave for fields with other names; each is a path (`a.b`, `a[].b`). */
export interface FieldNames {
  readonly response?: string | undefined
  readonly gold?: string | undefined
  readonly label?: string | undefined
  /** Length of a response in tokens. */
  readonly tokens?: string | undefined
  /** The tool that wrote the rows; its fields are looked at before the usual ones. */
  readonly shape?: Shape | undefined
}

export interface Sample {
  /** `undefined` when the place is there and holds no text, as after a failed request. */
  readonly response: string | undefined
  readonly finishReason: string | undefined
  /** Length in tokens, where the row tells it. */
  readonly tokens?: number | undefined
  /** What a model judge or a measure said, from the field `judgement`. */
  readonly judgement?: unknown
}
export interface Row {
  readonly id: string | number | undefined
  /** The gold and its alternatives; empty when the row has no gold. */
  readonly references: readonly string[]
  /** The list of equivalent answers as it stands there, markers included: a reward rule says what becomes of it. */
  readonly alternatives: readonly string[]
  /** What the row declares about its gold. */
  readonly declared: GoldSpec
  /** The prompt ends with `<think>`, which the template has written: responses begin in the thinking. */
  readonly thinkingOpened: boolean
  /** Empty when the row has no field with a response. */
  readonly samples: readonly Sample[]
  /** Whether an earlier verdict or label says that the row is right, where `--label` names one. */
  readonly label: boolean | undefined
  /** Fields that are there and were not understood. */
  readonly notes: readonly string[]
  /** The row as JSON gave it. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Read one line. A text as result is the reason why it is no row. */
export function readRow(text: string, names: FieldNames): Row | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    const hint = /\b(?:NaN|Infinity)\b/.test(text)
      ? ' (NaN and Infinity are not JSON: in Python, json.dumps(…, allow_nan=False) finds them)'
      : ''
    return `not JSON: ${error instanceof Error ? error.message : String(error)}${hint}`
  }
  if (!isRecord(parsed))
    return `expected an object, found ${Array.isArray(parsed) ? 'a list' : parsed === null ? 'null' : `a ${typeof parsed}`}`
  const row = new RowReader(text, parsed)
  const notes: string[] = []
  const declared = row.declared(notes, names.shape?.letters === true)
  const label = names.label ?? names.shape?.label
  return {
    id: row.id(),
    references: row.references(names),
    alternatives: row.alternatives(),
    declared,
    thinkingOpened: promptFields.some(name => textOf(field(parsed, name))?.trimEnd().endsWith('<think>') === true),
    samples: row.measured(row.samples(names), names),
    label: label === undefined ? undefined : truth(lookUp(parsed, label)),
    notes,
    fields: parsed,
  }
}

/** Looks into one row; the literals of its numbers are read only when one is needed. */
class RowReader {
  readonly #text: string
  readonly #row: Readonly<Record<string, unknown>>
  #literals: unknown
  #alternatives: readonly string[] | undefined

  constructor(text: string, row: Readonly<Record<string, unknown>>) {
    this.#text = text
    this.#row = row
  }

  id(): string | number | undefined {
    for (const name of idFields) {
      const value = field(this.#row, name)
      if (typeof value === 'string' || typeof value === 'number') return value
    }
    return undefined
  }

  references(names: FieldNames): readonly string[] {
    const usual = names.shape?.gold === undefined ? goldFields : [names.shape.gold, ...goldFields]
    const paths = names.gold === undefined ? usual : [names.gold]
    const golds = this.#first(paths, path => this.#answers(path))
    // A gold that is there and blank is a gold that cannot be read, and the row is judged as such.
    if (golds.length === 0) return paths.some(path => isText(lookUp(this.#row, path))) ? [''] : []
    const alternatives = this.alternatives()
    // DeepVision marks "no alternatives known" so; the whole list is void then.
    return alternatives.includes('__EMPTY__') ? golds : [...new Set([...golds, ...alternatives])]
  }

  alternatives(): readonly string[] {
    this.#alternatives ??= this.#first(alternativeFields, path => this.#answers(path))
    return this.#alternatives
  }

  /** Lengths and judgements, which may stand in a sample, in a list beside the samples, or in the row of a single one. */
  measured(samples: readonly Sample[], names: FieldNames): readonly Sample[] {
    const of = (value: unknown, at: number): unknown => (Array.isArray(value) ? value[at] : samples.length === 1 ? value : undefined)
    const tokenPaths = names.tokens === undefined ? tokenFields : [names.tokens]
    const lengths = tokenPaths.map(path => lookUp(this.#row, path))
    const judgements = field(this.#row, 'judgement')
    if (judgements === undefined && lengths.every(length => length === undefined)) return samples
    return samples.map((sample, at) => {
      const tokens = sample.tokens ?? lengths.map(length => countOf(of(length, at))).find(length => length !== undefined)
      const judgement = sample.judgement ?? of(judgements, at)
      return { ...sample, ...(tokens !== undefined && { tokens }), ...(judgement !== undefined && { judgement }) }
    })
  }

  samples(names: FieldNames): readonly Sample[] {
    const finishReason = textOf(field(this.#row, 'finish_reason'))
    const read = (path: string): readonly Sample[] => {
      const value = lookUp(this.#row, path)
      if (value === undefined) return []
      return Array.isArray(value)
        ? value.map((item, at) => this.#sample(item, `${path}.${at}`, finishReason))
        : [this.#sample(value, path, finishReason)]
    }
    if (names.response !== undefined) return read(names.response)
    const usual = names.shape?.response === undefined ? responseFields : [names.shape.response, ...responseFields]
    const found = usual.map(read)
    return found.find(samples => samples.some(sample => sample.response)) ?? found.find(samples => samples.length > 0) ?? []
  }

  /** @param letters the options stand in columns A, B, C, … */
  declared(notes: string[], letters: boolean): GoldSpec {
    const gold = field(this.#row, 'gold')
    const spec = isRecord(gold) ? declaration(gold, notes) : {}
    if (spec.options !== undefined) return spec
    const columns = letters ? letterOptions(this.#row) : undefined
    if (columns !== undefined) return { ...spec, options: columns }
    for (const name of optionFields) {
      const value = field(this.#row, name)
      if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue
      const options = this.#options(value, name)
      if (options) return { ...spec, options }
      notes.push(`${name}: expected a list of texts or an object from letters to texts`)
    }
    return spec
  }

  #first(paths: readonly string[], read: (path: string) => readonly string[]): readonly string[] {
    for (const path of paths) {
      const found = read(path)
      if (found.length > 0) return found
    }
    return []
  }

  /** A gold is a text, number or boolean, a list of alternatives, or an object with an `answer`. */
  #answers(path: string): readonly string[] {
    const value = lookUp(this.#row, path)
    if (Array.isArray(value)) return value.flatMap((item, at) => this.#scalar(item, `${path}.${at}`) ?? [])
    if (isRecord(value)) return this.#scalarList(field(value, 'answer'), `${path}.answer`)
    return this.#scalarList(value, path)
  }

  #scalarList(value: unknown, path: string): readonly string[] {
    const scalar = this.#scalar(value, path)
    return scalar === undefined ? [] : [scalar]
  }

  /** Blank text is no answer; a number is its literal in the file. */
  #scalar(value: unknown, path: string): string | undefined {
    if (typeof value === 'string') return value.trim() === '' ? undefined : value
    if (typeof value === 'boolean') return String(value)
    if (typeof value !== 'number') return undefined
    this.#literals ??= literals(this.#text)
    const literal = lookUp(this.#literals, path)
    return typeof literal === 'string' ? literal : String(value)
  }

  /** A response is a text, a chat message, a list of its parts, or (rarely) a bare number. */
  #sample(value: unknown, path: string, finishReason: string | undefined): Sample {
    if (!isRecord(value)) return { response: typeof value === 'string' ? value : this.#scalar(value, path), finishReason }
    const content = field(value, 'content') ?? field(value, 'text') ?? lookUp(value, 'message.content')
    const response = Array.isArray(content) ? content.map(part => textOf(field(part, 'text')) ?? '').join('') : content
    const tokens = tokenFields.map(name => countOf(lookUp(value, name))).find(length => length !== undefined)
    const judgement = field(value, 'judgement')
    return {
      response: typeof response === 'string' ? response : undefined,
      finishReason: textOf(field(value, 'finish_reason')) ?? finishReason,
      ...(tokens !== undefined && { tokens }),
      ...(judgement !== undefined && { judgement }),
    }
  }

  #options(value: unknown, path: string): readonly string[] | Readonly<Record<string, string>> | undefined {
    if (Array.isArray(value)) {
      const texts = value.map((item, at) => (typeof item === 'string' ? item : this.#scalar(item, `${path}.${at}`)))
      return texts.every(text => text !== undefined) ? texts : undefined
    }
    if (!isRecord(value)) return undefined
    const entries = Object.keys(value).map(key => [key, this.#scalar(value[key], `${path}.${key}`)] as const)
    const texts = entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined)
    return texts.length === entries.length && texts.length > 0 ? Object.fromEntries(texts) : undefined
  }
}

/** The same row with every number as the text that stands in the file. */
function literals(text: string): unknown {
  try {
    return parseWithLiterals(text, undefined, literal => literal)
  } catch {
    return undefined // repeated keys or extreme nesting, which JSON.parse takes: the numbers are then as JSON.parse gave them
  }
}

function declaration(gold: Readonly<Record<string, unknown>>, notes: string[]): GoldSpec {
  const spec: { -readonly [Key in keyof GoldSpec]: GoldSpec[Key] } = {}
  const { type, ordered, tolerance, unit, options, multiple } = gold
  const kind = goldTypes.find(name => name === type)
  if (kind !== undefined) spec.type = kind
  if (typeof ordered === 'boolean') spec.ordered = ordered
  if (typeof unit === 'string') spec.unit = unit
  if (typeof multiple === 'boolean') spec.multiple = multiple
  if (isTolerance(tolerance)) spec.tolerance = tolerance
  if (Array.isArray(options) ? options.every(isText) : isRecord(options) && Object.values(options).every(isText)) {
    spec.options = options as NonNullable<GoldSpec['options']>
  }
  for (const name of Object.keys(gold)) {
    if (name !== 'answer' && gold[name] !== null && !Object.hasOwn(spec, name)) notes.push(`gold.${name}: not understood`)
  }
  return spec
}

const goldTypes = [...kinds, 'text', 'point'] as const

function isTolerance(value: unknown): value is NonNullable<GoldSpec['tolerance']> {
  if (typeof value === 'number') return true
  return isRecord(value) && Object.keys(value).every(key => (key === 'absolute' || key === 'relative') && typeof value[key] === 'number')
}

/** A count, also as a table writes it. */
function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,15}(?:\.0)?$/.test(value.trim()) ? Number(value) : value
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

const isText = (value: unknown): value is string => typeof value === 'string'
const textOf = (value: unknown): string | undefined => (isText(value) ? value : undefined)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `true`, `1`, `"correct"`, a score above one half: right. */
function truth(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value > 0.5
  if (typeof value !== 'string') return undefined
  const word = value.trim().toLowerCase()
  if (['true', 'correct', 'yes', 'right', '1'].includes(word)) return true
  if (['false', 'incorrect', 'wrong', 'no', '0'].includes(word)) return false
  return undefined
}
