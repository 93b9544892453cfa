/** Words that announce an answer, in headings, in the heads of tables and in bold type. Sorted. */
const labels: ReadonlySet<string> = new Set([
  'ans',
  'answer',
  'answers',
  'conclusion',
  'final answer',
  'final result',
  'la réponse',
  'lösung',
  'réponse',
  'respuesta',
  'result',
  'solution',
  'the answer',
  'the answer is',
  'the final answer is',
  'ответ',
  '最终答案',
  '答案',
  '答',
  '結論',
  '结果',
  '结论',
  '解答',
])

/**
 * Whether a text only announces an answer: `Final Answer:`, `**答案**`, `Answer`.
 *
 * @example
 * isLabel('Final Answer:') // true
 */
export function isLabel(text: string): boolean {
  if (text.length > 60) return false
  const plain = text.replace(/^[\s#*_\d.✅]+|[\s*_:：.]+$/gu, '')
  return labels.has(plain.toLowerCase())
}
