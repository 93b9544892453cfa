import { describe, expect, it } from 'vitest'
import { type PresetName, presetRule, rewardPresets } from '../../src/reward/presets.ts'
import { resolveRule } from '../../src/reward/resolve.ts'
import type { RuleSpec } from '../../src/reward/rule.ts'

describe('a rule', () => {
  it('is completed from `accuracy`', () => {
    expect(resolveRule({})).toEqual({ ...rewardPresets.accuracy, name: 'custom' })
  })

  it('lets undecided answers follow the price of a wrong one, and leaves the reference unscored', () => {
    const { prices } = resolveRule({ prices: { different: -3, undecided: { both: -1 } } })
    expect(prices.undecided).toEqual({ prediction: -3, both: -1, reference: null })
  })

  it('takes one price for every side, the reference included', () => {
    expect(resolveRule({ prices: { undecided: 0 } }).prices.undecided).toEqual({ prediction: 0, both: 0, reference: 0 })
    expect(resolveRule({ prices: { causes: { unsupported: null } } }).prices.causes).toEqual({
      unsupported: { prediction: null, both: null, reference: null },
    })
  })

  it('is frozen, leaves what it was made from alone, and is itself when resolved again', () => {
    const spec = { prices: { undecided: { prediction: -1 } }, weights: { accuracy: 2 } }
    const rule = resolveRule(spec)
    expect(Object.isFrozen(rule.prices.undecided)).toBe(true)
    expect(Object.isFrozen(spec.prices.undecided)).toBe(false)
    expect(resolveRule(rule)).toBe(rule)
  })

  it('can be copied from a preset and changed', () => {
    const rule = resolveRule({ ...presetRule('format+accuracy'), name: 'strict', accept: 'proved' })
    expect(rule).toEqual({ ...rewardPresets['format+accuracy'], name: 'strict', accept: 'proved' })
  })

  it.each<[unknown, string]>([
    [5, 'TypeError: Expected rule to be an object, found 5'],
    [null, 'TypeError: Expected rule to be an object, found null'],
    [[], 'TypeError: Expected rule to be an object, found an array'],
    [{ price: {} }, "RangeError: Expected the fields of rule to be among 'name', 'prices', 'accept'"],
    [
      { prices: { wrong: 0 } },
      "RangeError: Expected the fields of rule.prices to be among 'equivalent', 'different', 'undecided', 'causes', 'unformatted', found 'wrong'",
    ],
    [{ prices: { equivalent: '1' } }, "TypeError: Expected rule.prices.equivalent to be a finite number, found '1'"],
    [{ prices: { equivalent: Number.NaN } }, 'TypeError: Expected rule.prices.equivalent to be a finite number, found NaN'],
    [{ prices: { equivalent: null } }, 'TypeError: Expected rule.prices.equivalent to be a finite number, found null'],
    [
      { prices: { undecided: { gold: 0 } } },
      "RangeError: Expected the fields of rule.prices.undecided to be among 'prediction', 'reference', 'both', found 'gold'",
    ],
    [{ prices: { undecided: { both: 'no' } } }, "TypeError: Expected rule.prices.undecided.both to be a finite number, found 'no'"],
    [{ prices: { causes: { timeout: 0 } } }, "RangeError: Expected the fields of rule.prices.causes to be among 'budget-exhausted'"],
    [{ accept: 'always' }, "RangeError: Expected rule.accept to be 'proved', 'likely', found 'always'"],
    [
      { format: 'xml' },
      "RangeError: Expected rule.format to be 'answer', 'box', 'think-then-answer', 'think-then-answer-or-box', 'think-then-box', found 'xml'",
    ],
    [{ alternatives: true }, "RangeError: Expected rule.alternatives to be 'all', 'unless-marked-empty', 'ignored', found true"],
    [{ finished: 1 }, 'TypeError: Expected rule.finished to be true or false, found 1'],
    [{ name: 7 }, 'TypeError: Expected rule.name to be a string, found 7'],
    [
      { weights: { accuracy: 1, length: 1 } },
      "RangeError: Expected the fields of rule.weights to be among 'accuracy', 'format', found 'length'",
    ],
    [{ weights: 1 }, 'TypeError: Expected rule.weights to be an object, found 1'],
    [{ prices: { different: 1 } }, 'RangeError: Expected prices.different below prices.equivalent (1), found 1'],
    [{ prices: { unformatted: 1 } }, 'RangeError: Expected prices.unformatted below prices.equivalent (1), found 1'],
    [{ needsFormat: true }, 'RangeError: Expected a format, because the rule says needsFormat, found null'],
    [{ methods: [] }, 'TypeError: Expected rule.methods to be an array of methods, found an empty one'],
    [{ methods: ['guess'] }, "RangeError: Expected rule.methods[0] to be 'rule', 'model', 'measure'"],
    [{ tiers: { correct: 2 } }, 'RangeError: Expected rule.tiers.correct to be from 0 to 1, found 2'],
    [{ tiers: { incorrect: -0.5 } }, 'RangeError: Expected rule.tiers.incorrect to be from 0 to 1, found -0.5'],
    [{ tiers: { unparsed: 1 } }, 'RangeError: Expected rule.tiers.unparsed below 1, because nothing was said, found 1'],
    [{ maxTokens: 0 }, 'TypeError: Expected rule.maxTokens to be a whole number from 1 on, found 0'],
    [{ overlong: { maxTokens: 100 } }, 'TypeError: Expected rule.overlong.buffer to be a finite number, found undefined'],
    [{ overlong: { maxTokens: 100, buffer: 200 } }, 'RangeError: Expected rule.overlong.buffer to be at most maxTokens (100), found 200'],
    [{ repetition: { n: 0, penalty: 1 } }, 'TypeError: Expected rule.repetition.n to be a whole number from 1 on, found 0'],
    [{ repetition: { n: 3, penalty: -1 } }, 'RangeError: Expected rule.repetition.penalty to be 0 or more'],
    [
      { cosine: { maxTokens: 100, wrong: { short: 1, long: 0 } } },
      'RangeError: Expected rule.cosine to pay every right answer more than any other, found 1',
    ],
    [{ prices: { undecided: 1 } }, 'RangeError: Expected prices.undecided.prediction below prices.equivalent (1)'],
    [
      { prices: { causes: { 'unreadable-reference': { reference: 1 } } } },
      'RangeError: Expected prices.causes.unreadable-reference.reference below',
    ],
  ])('%j is refused', (spec, message) => {
    expect(() => resolveRule(spec as RuleSpec)).toThrow(expect.toSatisfy((error: Error) => `${error}`.startsWith(message), message))
  })
})

/** A rule in which every number, flag and word stands that one can give. */
const full = {
  name: 'full',
  prices: {
    equivalent: 1,
    different: 0,
    undecided: { prediction: 0, both: 0, reference: null },
    causes: { unsupported: { prediction: 0, both: 0, reference: 0 } },
    unformatted: 0,
  },
  accept: 'likely',
  format: 'box',
  needsFormat: false,
  weights: { accuracy: 1, format: 0 },
  alternatives: 'all',
  finished: true,
  oneAnswer: true,
  prose: false,
  methods: ['rule'],
  tiers: { correct: 1, partly: 0.5, incorrect: 0, unparsed: 0 },
  maxTokens: 100,
  overlong: { maxTokens: 100, buffer: 10, factor: 1, clamp: true },
  repetition: { n: 3, penalty: 1 },
  cosine: { maxTokens: 100, right: { short: 1, long: 0.5 }, wrong: { short: -1, long: -0.5 }, exceeded: -1 },
}

type Path = readonly (string | number)[]
const leavesOf = (value: unknown, path: Path = []): Path[] =>
  Array.isArray(value)
    ? value.flatMap((part, at) => leavesOf(part, [...path, at]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]))
      : [path]

describe('every field', () => {
  it.each(leavesOf(full).map(path => [path.map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')]))(
    'rule%s is checked by its name',
    place => {
      expect(resolveRule(structuredClone(full) as unknown as RuleSpec)).toMatchObject({ maxTokens: 100 })
      const spec = structuredClone(full)
      const steps = place
        .replace(/\[(\d+)\]/, '.$1')
        .slice(1)
        .split('.')
      let at = spec as unknown as Map<string, unknown>
      for (const step of steps.slice(0, -1)) at = Reflect.get(at, step) as Map<string, unknown>
      Reflect.set(at, steps.at(-1) as string, { wrong: true })
      expect(() => resolveRule(spec as unknown as RuleSpec)).toThrow(`rule${place}`)
    },
  )
})

describe('rewardPresets', () => {
  it.each(Object.keys(rewardPresets))('%s is known by its own name and frozen', name => {
    expect(presetRule(name).name).toBe(name)
    expect(Object.isFrozen(rewardPresets[name as PresetName])).toBe(true)
  })

  it.each(['deepvison', 'constructor', '', '__proto__'])('refuses %j and lists the known ones', name => {
    const known = Object.keys(rewardPresets).map(preset => `'${preset}'`)
    expect(() => presetRule(name)).toThrow(`Expected a preset among ${known.join(', ')}, found '${name}'`)
  })
})
