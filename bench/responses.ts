/** A response of about `length` characters that ends in a boxed answer, as a model that thinks aloud writes it. */
export function responseOf(answer: string, length: number): string {
  const end = `\n\n**Final answer.** Putting these together, we get\n\\[ \\boxed{${answer}} \\]\n`
  let text = '<think>\n'
  for (let at = 0; text.length < length - end.length - 40; at += 1) text += sentences[at % sentences.length]
  return `${text}\n</think>\n${end}`
}

const sentences = [
  'Let us first restate the problem in our own words, so that nothing is missed. ',
  'Write $f(x) = \\frac{x^2 - 1}{x + 1}$ and note that $x \\neq -1$. ',
  'Hmm, wait: is the second case possible at all?\n',
  'Suppose $a_1 < a_2 < \\dots < a_n$; then \\(\\sum_{k=1}^{n} a_k \\ge \\frac{n(n+1)}{2}\\) with equality only if $a_k = k$. ',
  'So a first guess is $\\sqrt{2} + \\sqrt[3]{5} \\approx 3.124$, but this has to be checked against {the} conditions.\n\n',
  'Substituting back, $$\\left(\\tfrac{1}{2}\\right)^{3} + \\left\\{ x \\mid x > 0 \\right\\}$$ does not make sense, so we discard it. ',
  'The units are right: 3 m/s times 4 s is 12 m. ',
] as const
