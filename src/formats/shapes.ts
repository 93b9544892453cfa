/**
 * Who wrote this row: the tools of the field, known by their fields.
 *
 * A shape names where the response, the gold, the question and the options of a row are. It is detected on the first row of a file,
 * shown, and can be named by the caller. The most telling fields come first: a shape that asks for more fields is asked
 * before one that asks for fewer. A row of a shape is checked by its schema, whose messages name the field, what was
 * expected and what was found.
 */
import { z } from 'zod'
import { field, lookUp } from './path.ts'

/** Where things are in a row of a shape; each is a path (see `path.ts`), tried in order. */
export interface Shape {
  readonly name: string
  /** Whose rows these are, for people. */
  readonly of: string
  /** Fields that tell the shape; all have to be there. */
  readonly fields: readonly string[]
  readonly response?: string
  readonly gold?: string
  readonly question?: string
  /** An earlier verdict of the tool itself. */
  readonly label?: string
  /** Columns that hold the options, by letter. */
  readonly letters?: boolean
  readonly schema: z.ZodType
}

const text = z.string()
const gold = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))])
const sample = z.union([
  z.string(),
  z.looseObject({ content: z.union([z.string(), z.null()]).optional(), index: z.number().optional() }),
  z.null(),
])
const passRate = z.string().regex(/^\s*\d+\s*\/\s*\d+\s*$/, 'expected a fraction of counts such as "2/8"')
const images = z.union([z.array(z.unknown()), z.string(), z.null()])
const message = z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(z.unknown()), z.null()]) })
const rewardModel = z.looseObject({
  ground_truth: gold,
  equivalent_answers: z.union([z.array(z.string()), z.null()]).optional(),
  style: z.string().optional(),
})

/** Asked in this order. */
export const shapes: readonly Shape[] = [
  {
    name: 'deepvision',
    of: 'DeepVision-103K, as published',
    fields: ['question', 'reward_model', 'mimo-pass_rate'],
    question: 'question',
    schema: z.looseObject({
      question: text,
      images: images.optional(),
      prompt: z.union([z.array(message), z.string()]).optional(),
      data_source: text.optional(),
      ability: text.optional(),
      reward_model: rewardModel,
      'mimo-pass_rate': passRate,
      'domain-anno': z.union([z.string(), z.null()]).optional(),
    }),
  },
  {
    name: 'verl-dump',
    of: 'rollouts that verl dumps while it trains',
    fields: ['input', 'output', 'gts'],
    response: 'output',
    gold: 'gts',
    question: 'input',
    label: 'score',
    schema: z.looseObject({ input: text, output: text, gts: gold, score: z.number().optional(), step: z.number().optional() }),
  },
  {
    name: 'verl',
    of: 'training rows of verl',
    fields: ['data_source', 'reward_model'],
    schema: z.looseObject({ data_source: text, reward_model: rewardModel, prompt: z.union([z.array(message), z.string()]).optional() }),
  },
  {
    name: 'deepvision-infer',
    of: "responses of DeepVision's infer script",
    fields: ['model_responses'],
    schema: z.looseObject({ model_responses: z.array(sample) }),
  },
  {
    name: 'deepvision-infer',
    of: "responses of DeepVision's infer script",
    fields: ['model_response'],
    schema: z.looseObject({ model_response: z.union([z.string(), z.null()]), finish_reason: z.union([z.string(), z.null()]).optional() }),
  },
  {
    name: 'qwen-eval',
    of: 'Qwen2.5-Math evaluation',
    fields: ['gt', 'code', 'pred'],
    response: 'code',
    gold: 'gt',
    question: 'question',
    schema: z.looseObject({
      gt: gold,
      code: z.union([z.array(z.string()), z.string()]),
      pred: z.union([z.array(z.unknown()), z.string()]),
      score: z.unknown().optional(),
    }),
  },
  {
    name: 'mathruler',
    of: 'MathRuler',
    fields: ['predicts', 'answer'],
    response: 'predicts',
    gold: 'answer',
    question: 'question',
    schema: z.looseObject({ predicts: z.array(sample), answer: gold }),
  },
  {
    name: 'r1-v',
    of: 'logs of R1-V',
    fields: ['model_output', 'ground_truth'],
    response: 'model_output',
    gold: 'ground_truth',
    question: 'question',
    schema: z.looseObject({ model_output: text, ground_truth: gold }),
  },
  {
    name: 'vlmevalkit',
    of: 'VLMEvalKit',
    fields: ['question', 'answer', 'prediction'],
    response: 'prediction',
    gold: 'answer',
    question: 'question',
    label: 'hit',
    letters: true,
    schema: z.looseObject({ question: text, answer: gold, prediction: z.union([z.string(), z.number(), z.null()]) }),
  },
  {
    name: 'ms-swift',
    of: 'ms-swift',
    fields: ['messages', 'solution'],
    response: 'messages.-1.content',
    gold: 'solution',
    question: 'messages.0.content',
    schema: z.looseObject({ messages: z.array(message), solution: gold, images: images.optional() }),
  },
  {
    name: 'easyr1',
    of: 'reward inputs of EasyR1',
    fields: ['response', 'ground_truth'],
    response: 'response',
    gold: 'ground_truth',
    schema: z.looseObject({ response: text, ground_truth: gold, response_length: z.number().optional() }),
  },
  {
    name: 'wethink',
    of: 'WeThink',
    fields: ['problem', 'answer', 'category'],
    gold: 'answer',
    question: 'problem',
    schema: z.looseObject({ problem: text, answer: gold, category: text, reward: text.optional() }),
  },
  {
    name: 'gameqa',
    of: 'GameQA',
    fields: ['data_id', 'qa_type', 'question', 'answer'],
    gold: 'answer',
    question: 'question',
    schema: z.looseObject({
      data_id: text,
      qa_type: text,
      question: text,
      answer: gold,
      options: z.union([z.array(z.unknown()), z.null()]).optional(),
    }),
  },
]

/** Names that a caller may give, sorted. */
export const shapeNames: readonly string[] = [...new Set(shapes.map(({ name }) => name))].sort()

/**
 * The shape of a row, by its fields.
 *
 * @returns `undefined` when no tool of the field writes such rows: the usual names are looked for
 * @example
 * detectShape({ input: 'Find x.', output: '\\boxed{1}', gts: '1' })?.name // 'verl-dump'
 */
export function detectShape(row: Readonly<Record<string, unknown>>): Shape | undefined {
  return shapes.find(({ fields }) => fields.every(name => field(row, name) !== undefined))
}

/** @throws RangeError that names the shapes there are */
export function shapeNamed(name: string): Shape {
  const found = shapes.find(shape => shape.name === name)
  if (found === undefined) throw new RangeError(`Expected a shape of ${shapeNames.join(', ')}, found '${name}'`)
  return found
}

/**
 * What is wrong with a row of a shape: the field, what was expected, what was found.
 *
 * @example
 * shapeProblems({ input: 'Find x.', output: 3, gts: '1' }, shapeNamed('verl-dump')) // ['output: expected text, found 3']
 */
export function shapeProblems(row: Readonly<Record<string, unknown>>, shape: Shape): readonly string[] {
  const checked = shape.schema.safeParse(row)
  return checked.success ? [] : checked.error.issues.map(issue => problem(issue, row))
}

/** One issue of zod in words. */
export function problem(issue: z.core.$ZodIssue, value: unknown): string {
  const path = issue.path.map(String).join('.')
  const found = describe(path === '' ? value : lookUp(value, path))
  const where = path === '' ? '' : `${path}: `
  switch (issue.code) {
    case 'invalid_type':
      return `${where}expected ${words(issue.expected)}, found ${found}`
    case 'invalid_union':
      return `${where}expected ${alternativesIn(issue).join(', ') || 'another kind of value'}, found ${found}`
    case 'invalid_value':
      return `${where}expected ${issue.values.map(value => JSON.stringify(value)).join(' or ')}, found ${found}`
    case 'unrecognized_keys':
      return `${where}expected no field ${issue.keys.map(key => `'${key}'`).join(', ')}`
    default:
      return `${where}${issue.message.startsWith('expected') ? issue.message : issue.message.toLowerCase()}, found ${found}`
  }
}

/** What each branch of a union would have taken, as far as the value is of no kind that a branch takes. */
function alternativesIn(issue: z.core.$ZodIssueInvalidUnion): readonly string[] {
  const wanted = issue.errors.flatMap(branch =>
    branch.flatMap(one => {
      if (one.path.length > 0) return []
      if (one.code === 'invalid_type') return [words(one.expected)]
      if (one.code === 'invalid_value') return one.values.map(value => JSON.stringify(value))
      return one.code === 'invalid_union' ? alternativesIn(one) : []
    }),
  )
  return [...new Set(wanted)]
}

function words(expected: string): string {
  switch (expected) {
    case 'string':
      return 'text'
    case 'array':
      return 'a list'
    case 'object':
    case 'record':
      return 'an object'
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'null'
    default:
      return `a ${expected}`
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : String(value)
}

/** Paths of the usual question fields, for rows of no shape. */
const questionFields = ['question', 'problem', 'prompt', 'query', 'instruction', 'input', 'text'] as const

/**
 * The question of a row: where its shape says, else in the usual fields; the last user message of a chat.
 *
 * @example
 * questionOf({ prompt: [{ role: 'system', content: 'Box it.' }, { role: 'user', content: 'Find x.' }] }) // 'Find x.'
 */
export function questionOf(row: Readonly<Record<string, unknown>>, path?: string): string | undefined {
  for (const name of path === undefined ? questionFields : [path]) {
    const value = lookUp(row, name)
    if (typeof value === 'string') return value
    if (!Array.isArray(value)) continue
    const message = value.findLast(item => field(item, 'role') === 'user')
    const content = field(message, 'content')
    if (typeof content === 'string') return content
    if (Array.isArray(content))
      return content
        .map(part => field(part, 'text'))
        .filter(part => typeof part === 'string')
        .join('')
  }
  return undefined
}

/** The options of a VLMEvalKit row: its columns A, B, C, … that hold something. */
export function letterOptions(row: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | undefined {
  const options = new Map<string, string>()
  for (const letter of 'ABCDEFGHIJ') {
    const value = field(row, letter)
    if (typeof value === 'string' ? value.trim() !== '' : typeof value === 'number') options.set(letter, String(value))
  }
  return options.size === 0 ? undefined : Object.fromEntries(options)
}
