import { remembered } from '../limits/recent-cache.ts'

/**
 * Paths into a row: `answer`, `reward_model.ground_truth`, `choices.0.text`, `model_responses[].content`.
 *
 * A dot goes one field down, a number picks from a list (`-1` is its last item), `[]` goes into every item and gives a list. A field whose own
 * name holds dots is found first.
 */
export function lookUp(row: unknown, path: string): unknown {
  const direct = field(row, path)
  if (direct !== undefined) return direct
  const steps = stepsOf(path)
  return steps.length === 1 && path !== '' && !path.endsWith('[]') ? undefined : walk(row, steps, 0)
}

/** Paths are few and asked for in every row. */
const stepsOf = remembered((path): readonly string[] => path.split('.'), 100)

function walk(value: unknown, steps: readonly string[], at: number): unknown {
  const step = steps[at]
  if (step === undefined) return value
  const every = step.endsWith('[]')
  const name = every ? step.slice(0, -2) : step
  const next = name === '' ? value : field(value, name)
  if (!every) return next === undefined ? undefined : walk(next, steps, at + 1)
  if (!Array.isArray(next)) return undefined
  return next.map(item => walk(item, steps, at + 1))
}

/** An own field of an object, an item of a list; never anything inherited. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return /^-?\d{1,9}$/.test(name) ? value.at(Number(name)) : undefined
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
}
