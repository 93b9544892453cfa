import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bands,
  decideRow,
  Duplicates,
  fillPlaces,
  groupAnswers,
  PointCounts,
  placeInBand,
  readBand,
  readLabel,
  readPassRate,
  type RolloutAnswer,
  sampleCandidate,
  suspectGold,
  wilsonInterval,
} from '../../src/curate.ts'
import { DigestMap, digest } from '../../src/curate/digest.ts'

const right: RolloutAnswer = { answer: '4', outcome: 'equivalent' }
const wrong: RolloutAnswer = { answer: '5', outcome: 'different' }
const none: RolloutAnswer = { answer: null, outcome: 'undecided' }

describe('pass rates', () => {
  it('have the interval of Wilson', () => {
    // R: prop.test(2, 8, correct = FALSE)$conf.int, and binom::binom.wilson for the ends.
    const { low, high } = wilsonInterval({ right: 2, total: 8 })
    expect([low, high].map(end => end.toFixed(4))).toEqual(['0.0715', '0.5907'])
    expect(wilsonInterval({ right: 0, total: 8 })).toMatchObject({ low: 0 })
    expect(wilsonInterval({ right: 8, total: 8 })).toMatchObject({ high: 1 })
    expect(wilsonInterval({ right: 0, total: 8 }).high.toFixed(4)).toBe('0.3244')
  })
  it('contain the share, for any counts', () => {
    const rate = fc
      .integer({ min: 1, max: 10_000 })
      .chain(total => fc.record({ right: fc.integer({ min: 0, max: total }), total: fc.constant(total) }))
    fc.assert(
      fc.property(rate, ({ right: solved, total }) => {
        const { low, high } = wilsonInterval({ right: solved, total })
        expect(0 <= low && low <= solved / total && solved / total <= high && high <= 1).toBe(true)
      }),
      { seed: 1 },
    )
  })
  it('are read with their counts', () => {
    expect(readPassRate(' 2 / 8')).toEqual({ right: 2, total: 8 })
    for (const text of ['0.25', '9/8', '1/0', '-1/8', '2/8/1', '']) expect(readPassRate(text)).toBeUndefined()
  })
  it('say what was expected', () => {
    expect(() => wilsonInterval({ right: 3, total: 2 })).toThrow('Expected right to be an integer from 0 to 2, found 3')
    expect(() => wilsonInterval({ right: 0, total: 0 })).toThrow('Expected total to be a positive integer, found 0')
    expect(() => wilsonInterval({ right: 0, total: 1 }, 0.5)).toThrow('Expected confidence to be one of 0.8, 0.9, 0.95, 0.99, found 0.5')
  })
})

describe('bands', () => {
  it('hold their ends', () => {
    const places = [0, 1, 7, 8].map(solved => placeInBand({ right: solved, total: 8 }, bands.deepvision))
    expect(places).toEqual(['below', 'inside', 'inside', 'above'])
    expect(placeInBand({ right: 5, total: 8 }, bands['visual-logic'])).toBe('above')
  })
  it('compare shares exactly', () => {
    expect(placeInBand({ right: 1, total: 3 }, readBand('1/3..1/3'))).toBe('inside')
    expect(placeInBand({ right: 33_333_333, total: 100_000_000 }, readBand('1/3..1'))).toBe('below')
  })
  it('are read by name or by their ends', () => {
    expect(readBand('[3/8, 4/8]')).toEqual(bands['visual-logic'])
    expect(readBand('deepvision')).toBe(bands.deepvision)
    for (const text of ['', '7/8..1/8', '0.1..0.9', '1/8', '9/8..10/8']) expect(() => readBand(text)).toThrow(`found '${text}'`)
  })
})

describe('the majority of rollouts', () => {
  it('groups by meaning', () => {
    expect(groupAnswers(['0.5', '1/2', null, '\\frac24', '2'])).toEqual([
      { answer: '0.5', members: [0, 1, 3] },
      { answer: '2', members: [4] },
    ])
  })
  it('makes a gold suspect that it contradicts', () => {
    expect(suspectGold([wrong, wrong, wrong, right, none])).toMatchObject({ answer: '5', agree: 3, total: 5, right: 1 })
  })
  it.each([
    ['half is no majority', [wrong, wrong, wrong, right, right, none]],
    ['the majority is right', [right, right, right, wrong]],
    ['they disagree with each other', [wrong, { answer: '6', outcome: 'different' }, { answer: '7', outcome: 'different' }]],
    ['they could not be told from the gold', [0, 1, 2].map(() => ({ answer: '5', outcome: 'undecided' as const }))],
    ['two are too few', [wrong, wrong]],
    ['no answers', [none, none, none]],
  ] as const)('does not when %s', (_, rollouts) => {
    expect(suspectGold(rollouts)).toBeUndefined()
  })
})

describe('labels of a judge', () => {
  it.each([
    ['1', { label: '1' }],
    [' ERR_MISMATCH\n', { label: 'ERR_MISMATCH' }],
    ['CORRECTION: $\\frac12$', { label: 'CORRECTION', correction: '$\\frac12$' }],
    ['CORRECTION', { label: 'CORRECTION' }],
    ['10', { label: 'unparsed' }],
    ['1.', { label: 'unparsed' }],
    ['The label is 1', { label: 'unparsed' }],
    ['err_mismatch', { label: 'unparsed' }],
    ['1 ERR_MISMATCH', { label: 'unparsed' }],
    ['CORRECTION ERR_MISMATCH', { label: 'unparsed' }],
    ['CORRECTIONS', { label: 'unparsed' }],
    ['', { label: 'unparsed' }],
  ])('%j', (reply, reading) => expect(readLabel(reply)).toEqual(reading))
})

describe('a decision on a row', () => {
  const rule = { validity: {}, band: bands.deepvision }
  it.each([
    ['kept', { question: 'Find x.', answer: '4', rollouts: [right, wrong] }, undefined],
    ['invalid first', { question: 'Prove it.', answer: '4', rollouts: [wrong] }, 'validity/proof'],
    ['then mislabelled', { question: 'Find x.', answer: '4', label: 'ERR_MISMATCH', rollouts: [wrong] }, 'label/ERR_MISMATCH'],
    [
      'a label that was not understood',
      { question: 'Find x.', answer: '4', label: 'unparsed', rollouts: [right, wrong] },
      'label/unparsed',
    ],
    ['then too hard', { question: 'Find x.', answer: '4', rollouts: [wrong, wrong] }, 'difficulty/too-hard'],
    ['too easy', { question: 'Find x.', answer: '4', rollouts: [right] }, 'difficulty/too-easy'],
    ['undecided is not right', { question: 'Find x.', answer: '4', rollouts: [none] }, 'difficulty/too-hard'],
    ['no rollouts', { question: 'Find x.', answer: '4' }, 'difficulty/no-rollouts'],
    ['a rate from before', { question: 'Find x.', answer: '4', passRate: { right: 2, total: 8 } }, undefined],
  ] as const)('%s', (_, row, drop) => {
    const decision = decideRow(row, rule)
    expect(decision.drop && `${decision.drop.stage}/${decision.drop.rule}`).toBe(drop)
  })
  it('reports suspects and drops them only on demand', () => {
    const row = { question: 'Find x.', answer: '4', rollouts: [wrong, wrong, wrong, right] }
    expect(decideRow(row, rule)).toMatchObject({ drop: undefined, suspect: { answer: '5', agree: 3 } })
    expect(decideRow(row, { ...rule, dropSuspects: true }).drop).toMatchObject({ stage: 'suspect' })
  })
  it('asks for a label on demand', () => {
    const row = { question: 'Find x.', answer: '4', rollouts: [wrong, right] }
    expect(decideRow(row, { ...rule, requireLabel: true }).drop).toMatchObject({ rule: 'unlabelled' })
    expect(decideRow({ ...row, label: '1' }, { ...rule, requireLabel: true }).drop).toBeUndefined()
  })
})

describe('duplicates', () => {
  const text = 'A train of length 120 m passes a pole in 6 seconds and a bridge in 20 seconds. How long is the bridge?'
  it.each([
    ['the same text', text, 'exact'],
    ['case, spaces and dollars', `  ${text.toUpperCase()} $$`, 'normalised'],
    ['a word more', text.replace('How long', 'So how long'), 'near'],
    ['other numbers', text.replace('120', '130'), undefined],
    ['another question', 'Find the sum of the first ten odd numbers and explain nothing of it at all.', undefined],
  ])('%s', (_, other, grade) => {
    const seen = new Duplicates({ grade: 'near' })
    expect(seen.first({ question: text }, 7)).toBeUndefined()
    expect(seen.first({ question: other }, 8)).toEqual(grade === undefined ? undefined : { grade, of: 7 })
  })
  it('are near only when the answers agree', () => {
    const near = text.replace('How long', 'So how long')
    const seen = new Duplicates({ grade: 'near' })
    seen.first({ question: text, answer: '280 m' }, 1)
    expect(seen.first({ question: near, answer: '20 m/s' }, 2)).toBeUndefined()
    expect(seen.first({ question: near.replace('So how', 'And how'), answer: ' 280 m.' }, 3)).toEqual({ grade: 'near', of: 1 })
  })
  it('are none when the images differ', () => {
    const seen = new Duplicates({ grade: 'near' })
    seen.first({ question: text, images: 'a' }, 1)
    expect(seen.first({ question: text, images: 'b' }, 2)).toBeUndefined()
    expect(seen.first({ question: text, images: 'a' }, 3)).toEqual({ grade: 'exact', of: 1 })
  })
  it('are found among many', () => {
    const seen = new DigestMap()
    for (let at = 0; at < 200_000; at += 1) expect(seen.first(digest(`Find x + ${at}.`), at)).toBe(at)
    for (let at = 0; at < 200_000; at += 1000) expect(seen.first(digest(`Find x + ${at}.`), 7)).toBe(at)
    expect(seen.size).toBe(200_000)
  })
})

describe('a stratified sample', () => {
  const counts = new PointCounts()
  counts.add(['algebra'])
  counts.add(['algebra', 'limits'])
  const easy = Array.from({ length: 30 }, (_, at) =>
    sampleCandidate(at, `row ${at}`, at < 20 ? ['algebra'] : at < 29 ? ['geometry'] : ['limits', 'algebra'], counts),
  )
  const tally = (places: number): Record<string, number> => {
    const chosen = fillPlaces(easy, places, counts)
    expect(chosen.size).toBe(Math.min(places, easy.length))
    return Object.fromEntries(
      ['algebra', 'geometry', 'limits'].map(point => [point, easy.filter(row => row.point === point && chosen.has(row.number)).length]),
    )
  }
  it('fills what the hard part lacks', () => {
    expect(tally(1)).toEqual({ algebra: 0, geometry: 1, limits: 0 })
    expect(tally(3)).toEqual({ algebra: 0, geometry: 2, limits: 1 })
    expect(tally(6)).toEqual({ algebra: 2, geometry: 3, limits: 1 })
    expect(tally(100)).toEqual({ algebra: 20, geometry: 9, limits: 1 })
  })
  it('does not depend on the order of the rows', () => {
    expect([...fillPlaces(easy.toReversed(), 9, counts)].sort()).toEqual([...fillPlaces(easy, 9, counts)].sort())
  })
})
