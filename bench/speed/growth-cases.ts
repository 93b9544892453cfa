/** Families of pairs that grow: for each size, a gold and an answer whose size is about proportional to it. */
export interface Family {
  readonly name: string
  readonly sizes: readonly number[]
  readonly pairOf: (size: number) => { readonly gold: string; readonly answer: string }
  /** Steps grow no faster than the size to this power. */
  readonly exponent: number
}

const range = (size: number): readonly number[] => Array.from({ length: size }, (_, at) => at + 1)
const doubling = (from: number, to: number): readonly number[] => {
  const sizes: number[] = []
  for (let size = from; size <= to; size *= 2) sizes.push(size)
  return sizes
}

export const families: readonly Family[] = [
  {
    name: 'digits of a numeral',
    sizes: doubling(64, 4096),
    pairOf: size => ({ gold: '7'.repeat(size), answer: `${'7'.repeat(size - 1)}8` }),
    exponent: 1.2,
  },
  {
    name: 'terms of a sum of numbers',
    sizes: doubling(16, 256),
    pairOf: size => ({ gold: String((size * (size + 1)) / 2), answer: range(size).join('+') }),
    exponent: 2.2,
  },
  {
    name: 'terms of a polynomial',
    sizes: doubling(4, 64),
    pairOf: size => ({
      gold: range(size)
        .map(k => `${k}x^{${k}}`)
        .join('+'),
      answer: range(size)
        .toReversed()
        .map(k => `${k}x^{${k}}`)
        .join('+'),
    }),
    exponent: 2.2,
  },
  {
    name: 'variables of a sum',
    sizes: doubling(4, 64),
    pairOf: size => ({
      gold: range(size)
        .map(k => `x_{${k}}`)
        .join('+'),
      answer: range(size)
        .toReversed()
        .map(k => `x_{${k}}`)
        .join('+'),
    }),
    exponent: 2.5,
  },
  {
    name: 'members of a set',
    sizes: doubling(4, 64),
    pairOf: size => ({ gold: `\\{${range(size).join(',')}\\}`, answer: `\\{${range(size).toReversed().join(',')}\\}` }),
    exponent: 2.5,
  },
  {
    name: 'members of a tuple',
    sizes: doubling(4, 128),
    pairOf: size => ({
      gold: `(${range(size).join(',')})`,
      answer: `(${range(size)
        .map(k => `${2 * k}/2`)
        .join(',')})`,
    }),
    exponent: 1.3,
  },
  {
    name: 'words of a sentence',
    sizes: doubling(16, 512),
    pairOf: size => ({
      gold: range(size)
        .map(() => 'green')
        .join(' '),
      answer: range(size)
        .map(k => (k === size ? 'blue' : 'green'))
        .join(' '),
    }),
    exponent: 1.3,
  },
  {
    name: 'depth of fractions',
    sizes: doubling(4, 32),
    pairOf: size => ({ gold: '1', answer: `${'\\frac{1}{1+'.repeat(size)}1${'}'.repeat(size)}` }),
    exponent: 2.5,
  },
]
