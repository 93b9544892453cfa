/**
 * What a verifier that only compares digits gets wrong, or leaves open.
 */
export interface Promised {
  readonly reference: string
  readonly prediction: string
  readonly outcome: 'equivalent' | 'different' | 'undecided'
  /** Of `equivalent` its certainty, of `undecided` its cause. */
  readonly how?: string
}
const promise = (reference: string, prediction: string, outcome: Promised['outcome'], how?: string): Promised => ({
  reference,
  prediction,
  outcome,
  ...(how === undefined ? {} : { how }),
})
export const promised: readonly Promised[] = [
  promise('x^2+1=0', 'x^2+2=0', 'different'),
  promise('1=2', '3=4', 'different'),
  promise(String.raw`6.02\times10^{-23}`, String.raw`9.11\times10^{-31}`, 'different'),
  promise(String.raw`e^{\pi\sqrt{163}}`, '262537412640768744', 'different'),
  promise(String.raw`\sqrt[12]{3987^{12}+4365^{12}}`, '4472', 'different'),
  promise('2^{1000000}+1', '2^{1000000}', 'different'),
  promise(String.raw`\cos\frac{\pi}{7}-\cos\frac{2\pi}{7}+\cos\frac{3\pi}{7}`, String.raw`\frac12`, 'equivalent', 'proved'),
  promise(String.raw`\sqrt[3]{2+\sqrt5}+\sqrt[3]{2-\sqrt5}`, '1', 'equivalent', 'proved'),
  promise(String.raw`\arctan1+\arctan2+\arctan3`, String.raw`\pi`, 'equivalent', 'proved'),
  promise(String.raw`\binom{2n}{n}`, String.raw`\frac{(2n)!}{(n!)^2}`, 'equivalent', 'proved'),
  promise(String.raw`\sum_{k=0}^n\binom nk`, '2^n', 'equivalent', 'proved'),
  promise(String.raw`\frac{\pi^2}{6}`, String.raw`\sum_{n=1}^\infty\frac1{n^2}`, 'equivalent', 'proved'),
  promise(String.raw`\sqrt{-1-x^2}`, String.raw`\sqrt{-1-x^2}`, 'undecided', 'undefined-value'),
  promise('x^2+1', String.raw`2+\sqrt{-(x-1)^2}`, 'different'),
  promise('|x|', String.raw`(\sqrt x)^2`, 'different'),
  promise('e^{10^{-400}}', '1+10^{-400}', 'different'),
]
