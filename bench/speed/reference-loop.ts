/**
 * The unit of `npm run bench:check`: a fixed piece of work of the same sort as a verdict (char codes, small objects, a map by text), so
 * that a slower or busier machine slows both. It never changes: a change makes every kept baseline worthless.
 */
interface Cell {
  readonly kind: number
  readonly from: number
  readonly to: number
}

const text = '\\frac{12x^2+34\\sqrt{y}}{5}\\cdot\\left(a_1+\\dots+a_n\\right)=0.125,\\quad x\\in[-1,2)\\cup\\{3\\}'
const names = new Map<string, number>(['frac', 'sqrt', 'cdot', 'left', 'dots', 'right', 'quad', 'in', 'cup'].map((name, at) => [name, at]))

/** About 10 µs. The result is used, so that no engine leaves it out. */
export function referenceLoop(): number {
  let sum = 0
  for (let turn = 0; turn < 8; turn++) {
    const cells: Cell[] = []
    for (let at = 0; at < text.length; ) {
      const from = at
      const code = text.charCodeAt(at++)
      if (code === 92) {
        while (isLetter(text.charCodeAt(at))) at++
        cells.push({ kind: names.get(text.slice(from + 1, at)) ?? 20, from, to: at })
      } else if (code >= 48 && code <= 57) {
        while (text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
        cells.push({ kind: 30, from, to: at })
      } else cells.push({ kind: isLetter(code) ? 31 : 32, from, to: at })
    }
    for (const { kind, from, to } of cells) sum = (sum * 31 + kind + to - from) | 0
  }
  return sum
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
