/**
 * Theorems with random parameters, as LaTeX: what is equal, and what is not because one parameter was moved.
 *
 * Nothing here knows the engine: sides are texts, numbers come from exact integer arithmetic, and a near miss is different by
 * the same theorem. An identity of depth d joins two of lower depth by operations that keep different what is different
 * (sums, multiples, cubes), and puts larger expressions in the places of letters.
 */
import type { Random } from '../canonical/battery.ts'

export interface Claim {
  readonly family: string
  readonly left: string
  readonly right: string
  /** Not equal to `left`. */
  readonly miss: string
}
type Sides = readonly [left: string, right: string, miss: string]
interface Source {
  /** An integer between two bounds. */
  readonly int: (low: number, high: number) => number
  /** An expression in letters, larger with depth. */
  readonly u: () => string
  readonly pick: <T>(list: readonly T[]) => T
}
type Theorem = (source: Source) => Sides

const R = String.raw
const plus = (n: number | bigint): string => (n < 0 ? `${n}` : `+${n}`)
const binomial = (n: number, k: number): bigint => {
  let result = 1n
  for (let j = 0; j < k; j++) result = (result * BigInt(n - j)) / BigInt(j + 1)
  return result
}
const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1))
/** (a + b√d)^n as [A, B] with A + B√d; √d is i for d = -1. */
const surdPower = (a: bigint, b: bigint, d: bigint, n: number): readonly [bigint, bigint] => {
  let [re, im] = [1n, 0n]
  for (let k = 0; k < n; k++) [re, im] = [re * a + im * b * d, re * b + im * a]
  return [re, im]
}
const square = (n: number): boolean => Number.isInteger(Math.sqrt(n))
const nonSquare = (s: Source, low: number, high: number): number => {
  for (;;) {
    const n = s.int(low, high)
    if (!square(n)) return n
  }
}

const trigonometric: readonly Theorem[] = [
  ({ u }) => {
    const t = u()
    return [R`\sin\left(2(${t})\right)`, R`2\sin(${t})\cos(${t})`, R`2\sin(${t})\cos(${t})-\cos(${t})`]
  },
  ({ u }) => {
    const t = u()
    return [R`\cos\left(3(${t})\right)`, R`4\cos^3(${t})-3\cos(${t})`, R`4\cos^3(${t})-2\cos(${t})`]
  },
  ({ u, int }) => {
    const [t, k] = [u(), int(2, 9)]
    return [`${k}`, R`${k}\sin^2(${t})+${k}\cos^2(${t})`, R`${k}\sin^2(${t})+${k + 1}\cos^2(${t})`]
  },
  ({ u }) => {
    const [s, t] = [u(), u()]
    return [
      R`\cos\left(${s}-(${t})\right)`,
      R`\cos(${s})\cos(${t})+\sin(${s})\sin(${t})`,
      R`\cos(${s})\cos(${t})+\sin(${s})\sin(${t})+\sin(${s})`,
    ]
  },
  ({ u }) => {
    const t = u()
    return [R`\tan(${t})+\cot(${t})`, R`\frac{2}{\sin\left(2(${t})\right)}`, R`\frac{3}{\sin\left(2(${t})\right)}`]
  },
  ({ u }) => {
    const t = u()
    return [R`\frac{1-\tan^2(${t})}{1+\tan^2(${t})}`, R`1-2\sin^2(${t})`, R`2-2\sin^2(${t})`]
  },
  ({ u }) => {
    const t = u()
    return [R`\cos\left(\arctan(${t})\right)`, R`\frac{1}{\sqrt{1+(${t})^2}}`, R`\frac{1}{\sqrt{2+(${t})^2}}`]
  },
  ({ int }) => {
    // Π sin(kπ/n) = n / 2^{n-1}
    const n = int(3, 9)
    const left = Array.from({ length: n - 1 }, (_, k) => R`\sin\frac{${k + 1}\pi}{${n}}`).join('')
    return [left, R`\frac{${n}}{${1 << (n - 1)}}`, R`\frac{${n + 1}}{${1 << (n - 1)}}`]
  },
  ({ int }) => {
    const n = int(3, 11)
    const left = Array.from({ length: n - 1 }, (_, k) => R`\cos\frac{${2 * (k + 1)}\pi}{${n}}`).join('+')
    return [left, '-1', R`-\frac{${n}}{${n + 1}}`]
  },
  ({ int }) => {
    const q = int(2, 30)
    const p = int(1, q - 1)
    return [
      R`\arctan\frac{${p}}{${q}}+\arctan\frac{${q - p}}{${q + p}}`,
      R`\frac{\pi}{4}`,
      R`\frac{\pi}{4}+\arctan\frac{1}{${10 ** int(2, 9)}}`,
    ]
  },
  ({ int }) => {
    const d = int(1, 89)
    return [R`\sin${d}^\circ`, R`\cos${90 - d}^\circ`, R`\cos${91 - d}^\circ`]
  },
]

const logarithmic: readonly Theorem[] = [
  ({ int }) => {
    const [a, b] = [int(2, 60), int(2, 60)]
    return [R`\ln${a}+\ln${b}`, R`\ln${a * b}`, R`\ln${a * b + 1}`]
  },
  ({ int }) => {
    const [a, b, c] = [int(2, 20), int(2, 20), int(2, 20)]
    return [R`\log_{${a}}${b}\cdot\log_{${b}}${c}`, R`\log_{${a}}${c}`, R`\log_{${a}}${c + 1}`]
  },
  ({ int }) => {
    const [a, m, n] = [int(2, 9), int(2, 7), int(2, 7)]
    return [R`\log_{${a ** m}}${a ** n}`, R`\frac{${n}}{${m}}`, R`\frac{${n}}{${m + 1}}`]
  },
  ({ int }) => {
    const n = int(1, 99)
    return [
      R`\ln\left(\sqrt{${n + 1}}+\sqrt{${n}}\right)`,
      R`-\ln\left(\sqrt{${n + 1}}-\sqrt{${n}}\right)`,
      R`-\ln\left(\sqrt{${n + 2}}-\sqrt{${n}}\right)`,
    ]
  },
  ({ int, u }) => {
    const [t, k] = [u(), int(2, 6)]
    return [R`e^{${k}(${t})}`, R`\left(e^{${t}}\right)^{${k}}`, R`\left(e^{${t}}\right)^{${k + 1}}`]
  },
  ({ int, u }) => {
    const [t, a] = [u(), int(2, 9)]
    return [R`${a}^{${t}}`, R`e^{(${t})\ln${a}}`, R`e^{(${t})\ln${a + 1}}`]
  },
  ({ u }) => {
    const t = u()
    return [R`\cosh^2(${t})`, R`\frac{\cosh\left(2(${t})\right)+1}{2}`, R`\frac{\cosh\left(2(${t})\right)+2}{2}`]
  },
  ({ u, int }) => {
    const [t, k] = [u(), int(2, 9)]
    return [R`\ln\left(${k}(${t})^2+${k}\right)`, R`\ln${k}+\ln\left((${t})^2+1\right)`, R`\ln${k + 1}+\ln\left((${t})^2+1\right)`]
  },
  ({ u }) => {
    const t = u()
    return [R`\frac{1}{1+e^{-(${t})}}`, R`\frac{e^{${t}}}{1+e^{${t}}}`, R`\frac{e^{${t}}}{2+e^{${t}}}`]
  },
]

const radical: readonly Theorem[] = [
  s => {
    const [a, b] = [nonSquare(s, 2, 40), nonSquare(s, 41, 90)]
    return [R`\sqrt{${a + b}+2\sqrt{${a * b}}}`, R`\sqrt{${a}}+\sqrt{${b}}`, R`\sqrt{${a}}+\sqrt{${b + 1}}`]
  },
  s => {
    const [a, b, d, n] = [s.int(1, 5), s.int(1, 3), nonSquare(s, 2, 15), s.int(3, 5)]
    const [A, B] = surdPower(BigInt(a), BigInt(b), BigInt(d), n)
    return [R`\sqrt[${n}]{${A}+${B}\sqrt{${d}}}`, R`${a}+${b}\sqrt{${d}}`, R`${a}+${b}\sqrt{${d}}+10^{-${s.int(3, 30)}}`]
  },
  s => {
    const [a, b] = [s.int(2, 40), s.int(41, 90)]
    return [R`\frac{${b - a}}{\sqrt{${b}}+\sqrt{${a}}}`, R`\sqrt{${b}}-\sqrt{${a}}`, R`\sqrt{${b}}-\sqrt{${a - 1}}`]
  },
  s => {
    // The conjugates of a cube: ∛(A + B√d) + ∛(A - B√d) = 2a
    const [a, d] = [s.int(1, 6), nonSquare(s, 2, 30)]
    const [A, B] = surdPower(BigInt(a), 1n, BigInt(d), 3)
    const two = R`\sqrt[3]{${A}+${B}\sqrt{${d}}}+\sqrt[3]{${A}-${B}\sqrt{${d}}}`
    return [two, `${2 * a}`, `${2 * a + 1}`]
  },
  ({ int }) => {
    const [k, n] = [int(2, 9), int(2, 50)]
    return [R`\sqrt{${k * k * n}}`, R`${k}\sqrt{${n}}`, R`${k}\sqrt{${n + 1}}`]
  },
  ({ int }) => {
    const a = int(2, 30)
    return [
      R`\frac{1}{\sqrt[3]{${a + 1}}-\sqrt[3]{${a}}}`,
      R`\sqrt[3]{${(a + 1) ** 2}}+\sqrt[3]{${a * (a + 1)}}+\sqrt[3]{${a * a}}`,
      R`\sqrt[3]{${(a + 1) ** 2}}+\sqrt[3]{${a * (a + 1)}}+\sqrt[3]{${a * a + 1}}`,
    ]
  },
  ({ u, int }) => {
    const [t, k] = [u(), int(2, 9)]
    return [R`\sqrt{${k * k}(${t})^2+${k * k}}`, R`${k}\sqrt{(${t})^2+1}`, R`${k}\sqrt{(${t})^2+2}`]
  },
  ({ u }) => {
    const t = u()
    return [R`\frac{1}{\sqrt{(${t})^2+1}+\sqrt{(${t})^2}}`, R`\sqrt{(${t})^2+1}-|${t}|`, R`\sqrt{(${t})^2+2}-|${t}|`]
  },
]

const rational: readonly Theorem[] = [
  ({ u, int }) => {
    const [t, a, b] = [u(), int(1, 9), int(10, 20)]
    return [
      R`\frac{${b - a}}{(${t}+${a})(${t}+${b})}`,
      R`\frac{1}{${t}+${a}}-\frac{1}{${t}+${b}}`,
      R`\frac{1}{${t}+${a}}-\frac{1}{${t}+${b + 1}}`,
    ]
  },
  ({ u, int }) => {
    const [t, n] = [u(), int(3, 8)]
    const sum = Array.from({ length: n }, (_, k) => `(${t})^{${k}}`).join('+')
    return [R`\frac{(${t})^{${n}}-1}{(${t})-1}`, sum, `${sum}+(${t})^{${n}}`]
  },
  ({ u, int }) => {
    const [t, n, a] = [u(), int(2, 7), int(1, 5)]
    const expanded = Array.from({ length: n + 1 }, (_, k) => `${binomial(n, k) * BigInt(a) ** BigInt(n - k)}(${t})^{${k}}`)
    return [`(${t}+${a})^{${n}}`, expanded.join('+'), `${expanded.slice(1).join('+')}+${a ** n + 1}`]
  },
  ({ u }) => {
    const [a, b] = [u(), 'c']
    return [
      R`\left((${a})^2+${b}^2\right)\left(d^2+1\right)`,
      R`\left((${a})d-${b}\right)^2+\left((${a})+${b}d\right)^2`,
      R`\left((${a})d-${b}\right)^2+\left((${a})-${b}d\right)^2`,
    ]
  },
  ({ int }) => {
    const n = int(0, 3)
    const right = ['0', '0', '1', 'a+b+c'][n] as string
    return [R`\frac{a^{${n}}}{(a-b)(a-c)}+\frac{b^{${n}}}{(b-c)(b-a)}+\frac{c^{${n}}}{(c-a)(c-b)}`, right, `${right}+1`]
  },
  ({ u, int }) => {
    const [t, a] = [u(), int(1, 9)]
    return [R`\frac{(${t})^3+${a ** 3}}{(${t})+${a}}`, R`(${t})^2-${a}(${t})+${a * a}`, R`(${t})^2+${a}(${t})+${a * a}`]
  },
  ({ u, int }) => {
    const [t, a] = [u(), int(2, 9)]
    return [R`\frac{1}{1+\frac{${a}}{(${t})^2+1}}`, R`\frac{(${t})^2+1}{(${t})^2+${a + 1}}`, R`\frac{(${t})^2+1}{(${t})^2+${a + 2}}`]
  },
]

const combinatorial: readonly Theorem[] = [
  ({ int }) => {
    const [n, a] = [int(3, 30), int(1, 4)]
    return [R`\sum_{k=0}^{${n}}\binom{${n}}{k}${a}^k`, `${a + 1}^{${n}}`, `${a + 1}^{${n}}-1`]
  },
  ({ int }) => {
    const a = int(1, 9)
    return [R`\sum_{k=0}^{n}\binom nk${a}^k`, `${a + 1}^n`, `${a + 2}^n`]
  },
  ({ int }) => {
    const [n, r] = [int(8, 40), int(1, 7)]
    return [R`\sum_{k=${r}}^{${n}}\binom{k}{${r}}`, R`\binom{${n + 1}}{${r + 1}}`, R`\binom{${n + 1}}{${r + 1}}+1`]
  },
  ({ int }) => {
    const j = int(1, 6)
    const falling = Array.from({ length: j }, (_, k) => `(n-${k})`).join('')
    return [R`\binom{n}{${j}}`, R`\frac{${falling}}{${j}!}`, R`\frac{${falling}}{${factorial(j) + 1n}}`]
  },
  ({ int }) => {
    const j = int(1, 5)
    const rising = Array.from({ length: j }, (_, k) => `(n+${k + 1})`).join('')
    return [R`\frac{(n+${j})!}{n!}`, rising, `${rising}+1`]
  },
  ({ int }) => {
    const [a, b] = [int(1, 9), int(-9, 9)]
    return [R`\sum_{k=1}^{n}(${2 * a}k${plus(b)})`, R`${a}n^2+${a + b}n`, R`${a}n^2+${a + b + 1}n`]
  },
  ({ int }) => {
    const r = int(2, 9)
    return [R`\sum_{k=0}^{n}${r}^k`, R`\frac{${r}^{n+1}-1}{${r - 1}}`, R`\frac{${r}^{n+1}}{${r - 1}}`]
  },
  ({ int }) => {
    const [n, k] = [int(20, 200), int(3, 15)]
    return [R`\binom{${n}}{${k}}+\binom{${n}}{${k + 1}}`, R`\binom{${n + 1}}{${k + 1}}`, R`\binom{${n + 1}}{${k}}`]
  },
  ({ int }) => {
    const n = int(50, 3000)
    return [R`\frac{${n}!}{${n - 2}!}`, `${n * (n - 1)}`, `${n * (n - 1) + 1}`]
  },
  ({ int }) => {
    const [a, m, n] = [int(2, 9), int(100, 9999), int(2, 9)]
    return [`${a ** n}^{${m}}`, `${a}^{${n * m}}`, `${a}^{${n * m}}+1`]
  },
  () => [R`n\binom{n-1}{k-1}`, R`k\binom nk`, R`(k+1)\binom nk`],
  ({ int }) => {
    const a = int(1, 6)
    return [R`\sum_{k=1}^{n}\frac{${a}}{(${a}k)(${a}k+${a})}`, R`\frac{n}{${a}(n+1)}`, R`\frac{n}{${a}(n+2)}`]
  },
]

const complex: readonly Theorem[] = [
  ({ int }) => {
    const [a, b, n] = [int(1, 9), int(1, 9), int(2, 8)]
    const [re, im] = surdPower(BigInt(a), BigInt(b), -1n, n)
    return [`(${a}+${b}i)^{${n}}`, `${re}${plus(im)}i`, `${re}${plus(im + 1n)}i`]
  },
  ({ int }) => {
    const [a, b] = [int(1, 9), int(1, 9)]
    const norm = a * a + b * b
    return [R`\frac{${norm}}{${a}+${b}i}`, `${a}-${b}i`, `${a}+${b}i`]
  },
  ({ int }) => {
    const [a, b] = [int(1, 20), int(1, 20)]
    return [`|${a}+${b}i|^2`, `${a * a + b * b}`, `${a * a + b * b + 1}`]
  },
  ({ int }) => {
    const n = int(3, 12)
    return [R`\left(\cos\frac{2\pi}{${n}}+i\sin\frac{2\pi}{${n}}\right)^{${n}}`, '1', '-1']
  },
  ({ int }) => {
    const n = int(2, 6)
    return [R`e^{${n}i\theta}`, R`(\cos\theta+i\sin\theta)^{${n}}`, R`(\cos\theta+i\sin\theta)^{${n + 1}}`]
  },
  ({ int }) => {
    const [a, b] = [int(1, 9), int(1, 9)]
    return [R`\sqrt{${a * a - b * b}${plus(2 * a * b)}i}`, `${a}+${b}i`, `${a}-${b}i`]
  },
  ({ int }) => {
    const n = int(3, 9)
    return [R`\sum_{k=0}^{${n - 1}}e^{2\pi ik/${n}}`, '0', R`\frac{1}{${10 ** int(3, 12)}}`]
  },
]

const calculus: readonly Theorem[] = [
  ({ int }) => {
    const [a, n] = [int(1, 5), int(2, 9)]
    return [
      R`\int_0^{${a}}x^{${n}}\,dx`,
      R`\frac{${BigInt(a) ** BigInt(n + 1)}}{${n + 1}}`,
      R`\frac{${BigInt(a) ** BigInt(n + 1)}}{${n + 2}}`,
    ]
  },
  ({ int }) => {
    const n = int(1, 9)
    return [R`\int_0^\infty x^{${n}}e^{-x}\,dx`, `${factorial(n)}`, `${factorial(n) + 1n}`]
  },
  ({ int }) => {
    const k = int(1, 9)
    return [R`\int_0^{\pi}\sin(${2 * k - 1}x)\,dx`, R`\frac{2}{${2 * k - 1}}`, R`\frac{2}{${2 * k}}`]
  },
  ({ int }) => {
    const [a, b] = [int(1, 9), int(10, 20)]
    return [
      R`\int_0^1\frac{${b - a}}{(x+${a})(x+${b})}dx`,
      R`\ln\frac{${(a + 1) * b}}{${a * (b + 1)}}`,
      R`\ln\frac{${(a + 1) * b + 1}}{${a * (b + 1)}}`,
    ]
  },
  ({ int }) => {
    const [a, b] = [int(1, 9), int(1, 9)]
    return [R`\lim_{x\to0}\frac{\sin ${a}x}{${b}x}`, R`\frac{${a}}{${b}}`, R`\frac{${a}}{${b + 1}}`]
  },
  ({ int }) => {
    const a = int(1, 9)
    return [R`\lim_{n\to\infty}\left(1+\frac{${a}}{n}\right)^n`, `e^{${a}}`, `e^{${a + 1}}`]
  },
  ({ int }) => {
    const q = int(2, 30)
    const p = int(1, q - 1)
    return [R`\sum_{k=0}^\infty\left(\frac{${p}}{${q}}\right)^k`, R`\frac{${q}}{${q - p}}`, R`\frac{${q + 1}}{${q - p}}`]
  },
  ({ int }) => {
    const [a, n] = [int(2, 9), int(2, 9)]
    return [R`\frac{d}{dx}\left(x^{${n}}e^{${a}x}\right)`, R`x^{${n - 1}}(${a}x+${n})e^{${a}x}`, R`x^{${n - 1}}(${a}x+${n + 1})e^{${a}x}`]
  },
  ({ int }) => {
    const a = int(1, 9)
    return [R`\frac{d}{dx}\ln(x^2+${a})`, R`\frac{2x}{x^2+${a}}`, R`\frac{x}{x^2+${a}}`]
  },
  ({ int }) => {
    const a = int(1, 9)
    return [R`\int_0^1\frac{dx}{x^2+${a * a}}`, R`\frac{1}{${a}}\arctan\frac{1}{${a}}`, R`\frac{1}{${a}}\arctan\frac{1}{${a + 1}}`]
  },
  ({ int }) => {
    const a = int(2, 9)
    return [R`\int_0^1\frac{dx}{${a}^x+1}`, R`1-\frac{\ln\frac{${a + 1}}{2}}{\ln${a}}`, R`1-\frac{\ln\frac{${a + 2}}{2}}{\ln${a}}`]
  },
]

export const families = { trigonometric, logarithmic, radical, rational, combinatorial, complex, calculus } as const
const names = Object.keys(families) as (keyof typeof families)[]

/** Larger expressions for letters; all of them are defined for all real letters. */
const grown: readonly ((u: () => string, int: Source['int']) => string)[] = [
  u => `${u()}+y`,
  (u, int) => `${int(2, 5)}(${u()})`,
  (u, int) => R`\frac{${u()}}{${int(2, 7)}}`,
  u => `(${u()})^2`,
  u => R`\frac{x}{(${u()})^2+1}`,
  u => R`\sqrt{(${u()})^2+1}`,
]
const joined: readonly ((a: string, b: string, k: number) => string)[] = [
  (a, b) => R`\left(${a}\right)+\left(${b}\right)`,
  (a, b, k) => R`${k}\left(${a}\right)-\left(${b}\right)`,
  (a, b, k) => R`\frac{${a}}{${k}}+\left(${b}\right)`,
  (a, b) => R`\left(${a}\right)^3+\left(${b}\right)`,
]

/** A theorem of one family, after `depth` steps. */
export const claim = (random: Random, family: keyof typeof families, depth: number): Claim => {
  const int = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T
  const expression = (size: number): string => (size <= 0 ? pick(['x', 'y', 'x+1', '2x']) : pick(grown)(() => expression(size - 1), int))
  const once = (within: keyof typeof families): Sides =>
    pick(families[within])({ int, pick, u: () => expression(int(0, Math.ceil(depth / 2))) })
  let [left, right, miss] = once(family)
  for (let k = 1; k < depth; k++) {
    const [a, b] = once(pick([family, pick(names)]))
    // A cube of a complex number is no injection.
    const join = pick(joined.slice(0, /i|\\theta/.test(left.replace(/\\[a-z]+/g, '')) ? 3 : 4))
    const factor = int(2, 9)
    left = join(left, a, factor)
    right = join(right, b, factor)
    miss = join(miss, b, factor)
  }
  return { family, left, right, miss }
}
export const familyNames: readonly (keyof typeof families)[] = names
