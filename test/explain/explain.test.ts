import { describe, expect, it } from 'vitest'
import { causes, strategies, type Witness } from '../../src/canonical/ladder/decision.ts'
import { type Ground, proof } from '../../src/canonical/ladder/ground.ts'
import { type Different, type Equivalent, rulesVersion, type Undecided, type Verdict } from '../../src/compare/verdict.ts'
import { explain } from '../../src/explain/explain.ts'
import { explainMarkdown, formatTrace } from '../../src/explain/markdown.ts'
import { noAnswerReasons } from '../../src/extract/extraction.ts'

const common = {
  kind: 'number',
  declared: false,
  prediction: '0.5',
  reference: '\\frac12',
  referenceIndex: 0,
  trace: [],
  diagnostics: [],
  rulesVersion,
  policyDigest: 'abc',
  steps: 7,
} as const

const equivalent = (rest: Partial<Omit<Equivalent, keyof Ground | 'outcome'>>, ground: Ground = proof('lowest-terms')): Verdict => ({
  ...common,
  outcome: 'equivalent',
  by: 'exact-number',
  ...ground,
  ...rest,
})
const different = (witness: Witness, rest: Partial<Different> = {}): Verdict => ({
  ...common,
  outcome: 'different',
  by: 'exact-number',
  witness,
  ...rest,
})
const undecided = (rest: Partial<Undecided>): Verdict => ({ ...common, outcome: 'undecided', cause: 'unsupported', side: 'both', ...rest })
const nothing = { found: false, thinkingEnd: 0, passedOver: [] } as const

describe('explain', () => {
  it.each<[string, Verdict, string]>([
    ['a proof', equivalent({}), 'Equivalent: "0.5" and "\\frac12" are exactly the same number.'],
    ['the same text', equivalent({ prediction: '5', reference: '5', by: 'same-text' }), 'Equivalent: both are written "5".'],
    [
      'what is likely',
      equivalent({ prediction: 'x', reference: 'y', by: 'intervals' }, { certainty: 'likely', bits: 300 }),
      'Very probably equivalent: "x" and "y" agree to far more digits than different values of their size could.',
    ],
    [
      'a value',
      different({ what: 'value', prediction: '3/5', reference: '1/2' }, { prediction: '0.6' }),
      'Different: the prediction is 0.6, the reference is 0.5.',
    ],
    [
      'a value that is the prediction itself',
      different({ what: 'value', prediction: '3', reference: '4' }, { prediction: '3' }),
      'Different: the prediction is 3, the reference is 4.',
    ],
    [
      'a converted quantity',
      different({ what: 'value in m', prediction: '1/20', reference: '5' }, { by: 'conversion', prediction: '5 cm', reference: '5 m' }),
      'Different: "5 cm" is 0.05 m, the reference is 5 m.',
    ],
    [
      'a converted quantity that has no short decimal',
      different(
        { what: 'value in h', prediction: '1/3', reference: '0.5' },
        { by: 'conversion', prediction: '20 min', reference: '0.5 h' },
      ),
      'Different: "20 min" is 1/3 h, the reference is 0.5 h.',
    ],
    [
      'a missing unit',
      different({ what: 'unit', prediction: 'none', reference: 'm' }, { by: 'conversion' }),
      'Different: the unit is none in the prediction and m in the reference.',
    ],
    [
      'a point',
      different({ what: 'value', prediction: '4', reference: '5', at: { x: '3/2', y: '0' } }, { by: 'fingerprint' }),
      'Different: the value at x = 3/2, y = 0 is 4 in the prediction and 5 in the reference.',
    ],
    [
      'a point that the witness already words',
      different({ what: 'value at x = 2', prediction: '4', reference: '5', at: { x: '2' } }, { by: 'fingerprint' }),
      'Different: the value at x = 2 is 4 in the prediction and 5 in the reference.',
    ],
    [
      'a member',
      different({ what: 'item 2', prediction: '4', reference: '5' }, { by: 'members' }),
      'Different: item 2 is 4 in the prediction and 5 in the reference.',
    ],
    [
      'a value of a member of a member',
      different({ what: 'item 2: item 1: value', prediction: '4', reference: '5' }, { by: 'members' }),
      'Different: the value of item 1 of item 2 is 4 in the prediction and 5 in the reference.',
    ],
    [
      'names',
      different({ what: 'names', prediction: 'a, b', reference: 'x, y' }, { by: 'members' }),
      'Different: the names are a, b in the prediction and x, y in the reference.',
    ],
    [
      'kinds',
      different({ what: 'kind of answer', prediction: '(1, 2)', reference: '5' }, { by: 'kind', prediction: '(1,2)', reference: '5' }),
      'Different: the reference "5" is a number, "(1,2)" is not.',
    ],
    [
      'a shape',
      different({ what: 'shape', prediction: '2 × 2', reference: '3 × 1' }, { by: 'kind' }),
      'Different: the shape is 2 × 2 in the prediction and 3 × 1 in the reference.',
    ],
    [
      'a fault',
      different({ what: 'an unfinished sum', prediction: '2+3', reference: '5' }, { by: 'kind', prediction: '2+3', reference: '5' }),
      'Different: "2+3" has an unfinished sum, the reference is "5".',
    ],
    [
      'options',
      different({ what: 'option', prediction: 'B', reference: 'C' }, { by: 'choices' }),
      'Different: the prediction chooses B, the reference C.',
    ],
    [
      'an unread prediction with the remark on it',
      undecided({
        cause: 'unreadable-prediction',
        side: 'prediction',
        prediction: '\\frac{1',
        diagnostics: [{ code: 'unclosed-group', severity: 'error', message: 'Expected }, found the end', span: { start: 5, end: 7 } }],
      }),
      'Undecided: the prediction "\\frac{1" could not be read: expected }, found the end. Rewards pay this like a wrong answer.',
    ],
    [
      'an unread reference',
      undecided({ cause: 'unreadable-reference', side: 'reference', reference: '???' }),
      'Undecided: the reference "???" could not be read. Mend the reference or declare its kind; rewards leave the row unscored.',
    ],
    [
      'exhausted steps',
      undecided({ cause: 'budget-exhausted', side: 'both', detail: 'normal forms' }),
      'Undecided: the counted steps ran out in normal forms, on both sides. Let a person or a second opinion decide; rewards pay this like a wrong answer.',
    ],
    [
      'a truncated response',
      undecided({ cause: 'no-answer', side: 'prediction', prediction: '', extraction: { ...nothing, reason: 'truncated' } }),
      'Undecided: the response was cut off before its answer was finished. Rewards pay this like a wrong answer.',
    ],
  ])('tells %s', (_, verdict, sentence) => {
    expect(explain(verdict)).toBe(sentence)
  })

  it('has a whole sentence for every strategy, cause and reason', () => {
    const verdicts = [
      ...strategies.flatMap(by => [
        equivalent({ by }),
        equivalent({ by }, { certainty: 'likely', bits: 300 }),
        different({ what: 'value', prediction: '1', reference: '2' }, { by }),
      ]),
      ...causes.flatMap(cause => (['prediction', 'reference', 'both'] as const).map(side => undecided({ cause, side }))),
      ...noAnswerReasons.map(reason => undecided({ cause: 'no-answer', side: 'prediction', extraction: { ...nothing, reason } })),
    ]
    for (const verdict of verdicts) {
      expect(explain(verdict)).toMatch(/^(Equivalent|Very probably equivalent|Different|Undecided): .*\.$/)
      expect(explain(verdict)).not.toContain('undefined')
    }
  })

  it('keeps long and many-lined text short and on one line', () => {
    const sentence = explain(equivalent({ prediction: `a\nb${'x'.repeat(5000)}` }))
    expect(sentence).not.toContain('\n')
    expect(sentence.length).toBeLessThan(300)
  })
})

describe('explainMarkdown', () => {
  it('lists the facts, the remarks and the trace', () => {
    const verdict = equivalent({
      extraction: { found: true, rule: 'box', text: '0.5', span: { start: 7, end: 10 }, parts: [], thinkingEnd: 0, passedOver: [] },
      diagnostics: [{ code: 'trailing-text', severity: 'note', message: 'Expected the end, found `.`', span: { start: 3, end: 4 } }],
      trace: [
        { rung: 'read', note: 'number 0.5' },
        { rung: 'exact-number', note: '1/2 = 1/2' },
      ],
    })
    expect(explainMarkdown(verdict)).toBe(`**Equivalent**: \`0.5\` and \`\\frac12\` are exactly the same number.

- prediction: \`0.5\`
- reference: \`\\frac12\`
- kind: number, inferred
- decided by: exact-number
- certainty: proved
- ground: lowest-terms: a rational number has one form in lowest terms
- extracted by: box
- rules: ${rulesVersion}, policy: abc, steps: 7

Remarks:

- note trailing-text at 3–4: \`\` Expected the end, found \`.\` \`\`

Trace:

1. read: \`number 0.5\`
2. exact-number: \`1/2 = 1/2\`
`)
  })

  it('lets no text of others be Markdown', () => {
    const text = explainMarkdown(equivalent({ prediction: '**x** `<b>` ``y``' }))
    expect(text).toContain('``` **x** `<b>` ``y`` ```')
  })
})

describe('formatTrace', () => {
  it('aligns the rungs', () => {
    expect(
      formatTrace([
        { rung: 'read', note: 'a' },
        { rung: 'kind', note: 'b' },
        { rung: 'same-text', note: 'c' },
      ]),
    ).toBe('read       a\nkind       b\nsame-text  c')
  })
  it('is empty without steps', () => expect(formatTrace([])).toBe(''))
})
