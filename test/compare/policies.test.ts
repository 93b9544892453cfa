import { describe, expect, it } from 'vitest'
import { type Policy, policies } from '../../src/compare/policy.ts'
import type { GoldSpec } from '../../src/compare/gold.ts'
import { judge } from '../../src/verify.ts'

type Row = readonly [gold: string, prediction: string, outcome: 'equivalent' | 'different' | 'undecided', spec?: GoldSpec]

/** The same pair under another policy: what each of its fields is for, and its near miss. */
const rows: Readonly<Record<'exact' | 'lenient' | 'mathVerify', readonly Row[]>> = {
  exact: [
    ['\\pi', '3.142', 'different'],
    ['\\pi', '3.141592653589793', 'different'],
    ['3.1416', '3.142', 'different'],
    ['0.5', '\\frac12', 'equivalent'],
    ['0.50', '0.5', 'equivalent'],
    ['25\\%', '25', 'equivalent'],
    ['5\\text{ cm}', '5', 'equivalent'],
  ],
  lenient: [
    ['\\pi', '3.15', 'equivalent'],
    ['\\pi', '3.18', 'different'],
    ['100', '101', 'equivalent'],
    ['100', '99', 'equivalent'],
    ['100', '101.5', 'different'],
    ['-100', '-101', 'equivalent'],
    ['-100', '101', 'different'],
    ['\\sqrt2', '1.42', 'equivalent'],
    ['\\sqrt2', '1.39', 'different'],
    ['1.42', '\\sqrt2', 'equivalent'],
    ['\\{1,2\\}', '\\{1,2,2.01\\}', 'equivalent'],
    ['\\{1,2\\}', '\\{1,2,2.5\\}', 'different'],
    ['100\\text{ m}', '104\\text{ m}', 'equivalent', { type: 'quantity' }],
    ['100\\text{ m}', '106\\text{ m}', 'different', { type: 'quantity' }],
    ['100\\text{ m}', '104\\text{ m}', 'different'],
  ],
  mathVerify: [
    ['\\pi', '3.1415926', 'equivalent'],
    ['\\pi', '3.1416', 'different'],
    ['\\frac13', '0.333333', 'equivalent'],
    ['\\frac13', '0.3333', 'different'],
    ['0.333333', '\\frac13', 'equivalent'],
    ['1', '1.0000004', 'equivalent'],
    ['1', '1.000001', 'different'],
    ['\\sqrt2', '\\sqrt2', 'equivalent'],
    ['25\\%', '25', 'equivalent'],
    ['25\\%', '0.25', 'equivalent'],
    ['0.5\\%', '0.5', 'equivalent'],
    ['0.5', '0.5\\%', 'equivalent'],
    ['25\\%', '26', 'different'],
    ['5\\text{ cm}', '5\\text{ m}', 'equivalent'],
    ['5\\text{ cm}', '6\\text{ m}', 'different'],
    ['(1,2)', '\\{1,2\\}', 'equivalent'],
    ['(1,2)', '(2,1)', 'equivalent'],
    ['(1,2)', '(1,3)', 'different'],
    ['\\{1,2\\}', '(2,1)', 'equivalent'],
    ['\\{1,2\\}', '(2,3)', 'different'],
    ['1, 2, 3', '(3, 2, 1)', 'equivalent'],
    ['1, 2, 3', '(3, 2, 2)', 'different'],
    ['(1,2,2)', '(1,2)', 'different'],
    ['30^\\circ', '30', 'equivalent'],
    ['30', '30^\\circ', 'equivalent'],
  ],
}

describe.each(Object.keys(rows) as readonly (keyof typeof rows)[])('%s', name => {
  it.each(rows[name].map(row => ({ row })))('$row', ({ row: [answer, prediction, outcome, spec] }) => {
    expect(judge({ prediction, reference: { answer, ...spec } }, { policy: policies[name] }).outcome).toBe(outcome)
  })
})

describe('one field of a policy', () => {
  const changed = (change: Partial<Policy>): Policy => ({ ...policies.standard, ...change })
  it.each([
    [changed({ percent: 'value' }), '25\\%', '25', 'different'],
    [changed({ percent: 'value' }), '25\\%', '0.25', 'equivalent'],
    [changed({ percent: 'value' }), '25', '25\\%', 'different'],
    [changed({ percent: 'either' }), '0.5\\%', '0.5', 'equivalent'],
    [changed({ percent: 'either' }), '0.5\\%', '0.6', 'different'],
    [changed({ units: 'required' }), '5\\text{ cm}', '5', 'different'],
    [changed({ units: 'required' }), '5\\text{ cm}', '50\\text{ mm}', 'equivalent'],
    [changed({ units: 'required' }), '5', '5\\text{ cm}', 'equivalent'],
    [changed({ units: 'required' }), '5\\text{ units}', '5', 'equivalent'],
    [changed({ units: 'ignored' }), '5\\text{ cm}', '5\\text{ m}', 'equivalent'],
    [changed({ units: 'ignored' }), '5\\text{ cm}', '6\\text{ cm}', 'different'],
    [changed({ units: 'ignored' }), '\\frac{\\pi}{6}', '30^\\circ', 'different'],
    [changed({ units: 'ignored' }), '25\\%', '25\\text{ cm}', 'different'],
    [changed({ rounding: { rule: 'decimals', digits: 2 } }), '\\pi', '3.14', 'equivalent'],
    [changed({ rounding: { rule: 'decimals', digits: 2 } }), '\\pi', '3.15', 'different'],
    [changed({ rounding: { rule: 'relative', tolerance: '0.1', measured: '0.2' } }), '10', '11', 'equivalent'],
    [changed({ rounding: { rule: 'relative', tolerance: '0.1', measured: '0.2' } }), '10', '11.1', 'different'],
    [changed({ collections: 'as-sets' }), '(1,2)', '2,1', 'equivalent'],
  ] as const)('%o: %s and %s', (policy, reference, prediction, outcome) => {
    expect(judge({ prediction, reference }, { policy }).outcome).toBe(outcome)
  })
})
