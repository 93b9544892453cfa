/** Random changes of a text, the same for the same seed. */

/** A generator of numbers below a bound: xorshift32 (G. Marsaglia, "Xorshift RNGs", 2003). */
export class Random {
  #state: number
  constructor(seed: number) {
    this.#state = (seed * 0x9e3779b1) | 1
  }
  below(bound: number): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x
    return (x >>> 0) % bound
  }
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T
  }
}

/** What the grammar knows, and what it does not. */
const words = [
  ...['0', '1', '7', '12', '0.5', '1e9', '10^{30}', '\\frac{1}{2}', '\\sqrt{2}', '\\pi', 'e', 'i', 'x', 'n', '\\infty', '\\emptyset'],
  ...['+', '-', '*', '/', '^', '_', '=', '<', '\\le ', '\\ne ', '\\pm ', '\\cdot ', '\\cup ', '\\in ', '\\to ', '!', '%', "'", ':', ','],
  ...['(', ')', '[', ']', '{', '}', '\\{', '\\}', '|', '\\left(', '\\right)', '$', '$$', '\\(', '\\)', '\\[', '\\]', '&', '\\\\'],
  ...[
    '\\boxed{',
    '\\text{',
    '\\begin{pmatrix}',
    '\\end{pmatrix}',
    '\\begin{cases}',
    '\\end{cases}',
    '\\sum_{n=1}^{5}',
    '\\int_0^1',
    '\\lim_{x\\to0}',
  ],
  ...[
    '\\sin ',
    '\\log ',
    '\\binom{5}{2}',
    '\\mathbb{R}',
    '\\equiv ',
    '\\pmod{7}',
    '\\overline{',
    '\\circ',
    '\\mathrm{cm}',
    'km/h',
    ' AM',
    ' or ',
    ' and ',
  ],
  ...[
    'The answer is ',
    '<think>',
    '</think>',
    '<answer>',
    '</answer>',
    '#### ',
    '\n\n',
    '\n',
    ' ',
    '.',
    'A',
    '(B)',
    'yes',
    'no solution',
    '或',
    '平方米',
  ],
  ...['\u200b', '\u202e', '−', '²', '½', '１', 'Α', '\ud800', '\u0000', '__proto__', 'NaN', '\\def\\a{', '\\foo'],
]

/** A text with one to four changes; `other` lends parts of itself. */
export function mutate(text: string, other: string, random: Random, longest: number): string {
  let changed = text
  for (let left = 1 + random.below(4); left > 0; left--) changed = change(changed, other, random)
  return changed.slice(0, longest)
}

function change(text: string, other: string, random: Random): string {
  const at = random.below(text.length + 1)
  const end = Math.min(text.length, at + 1 + random.below(random.below(4) === 0 ? 40 : 6))
  const [before, between, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)]
  switch (random.below(8)) {
    case 0:
      return before + after
    case 1:
      return before + between + between + after
    case 2: {
      const start = random.below(other.length + 1)
      return before + other.slice(start, start + 1 + random.below(20)) + between + after
    }
    case 3:
      return before + other.slice(random.below(other.length + 1))
    case 4:
      return `${before}{${between}}${after}`
    case 5:
      return before + String(random.below(1000)) + after
    default:
      return before + random.of(words) + (random.below(2) === 0 ? between : '') + after
  }
}
