import { certainlyOther, plainNumber } from './plain-number.ts'
import { contentOf, type Scene } from './scene.ts'

/**
 * Another answer of the same shape right beside the box, and nothing else: a letter beside a letter, a word beside a word, a number or
 * fraction beside one.
 *
 *     A or \boxed{B}   \boxed{B}, C.   \boxed{yes} or no.   $\frac75$ or $\boxed{\frac57}$
 *
 * An expression may be the same one written differently ("or equivalently"), so it is none.
 */
export function isHedged(scene: Scene): boolean {
  const { text, box, from, to } = scene
  const [, joined, next] = behind.exec(text.slice(box.end, to)) ?? []
  if (next !== undefined && isOther(contentOf(text, box), next, joined === ',')) return true
  if (!mayEndInJoiner(text, box.start)) return false
  const [, previous, joiner] = before.exec(text.slice(from, box.start)) ?? []
  return previous !== undefined && isOther(contentOf(text, box), previous, joiner === ',')
}

const joiner = '(?:or|and|oder|ou)(?: (?:else|maybe|perhaps|possibly))?|或|,|\\/'
const answer =
  '[$]?(?:\\\\(?:text|mathrm|textbf)\\{)?([(]?[A-Za-z]{1,20}[)]?|-?\\\\[dt]?frac[{}0-9]{2,20}|-?[0-9]{1,20}(?:[.\\/][0-9]{1,20})?)\\}?[$]?'
const behind = new RegExp(`^[$*)}]{0,3}[ ]?(?:, )?(${joiner}) ?${answer}[ ]?(?:[.;\\n]|$)`)
const before = new RegExp(`(?:^|[\\n.:;] ?|(?:either|is|are) )${answer}[ ]?(?:, )?(${joiner}) ?[$*(]{0,3}$`)

/** A short look that spares the search in almost every response. */
function mayEndInJoiner(text: string, start: number): boolean {
  let at = start
  while (at > start - 3 && (text[at - 1] === '$' || text[at - 1] === '*' || text[at - 1] === '(')) at--
  if (text[at - 1] === ' ') at--
  switch (text[at - 1]) {
    case ',':
    case '/':
    case '或':
      return true
    case 'd':
      return text.startsWith('and', at - 3)
    case 'e':
      return text.startsWith('else', at - 4) || text.startsWith('maybe', at - 5)
    case 'r':
      return text.startsWith('or', at - 2) || text.startsWith('oder', at - 4)
    case 's':
      return text.startsWith('perhaps', at - 7)
    case 'u':
      return text.startsWith('ou', at - 2)
    case 'y':
      return text.startsWith('possibly', at - 8)
    default:
      return false
  }
}

type Shape = 'letter' | 'word' | 'number'

function shapeOf(written: string): Shape | undefined {
  const bare = bareOf(written)
  if (/^[A-Z]$/.test(bare)) return 'letter'
  if (/^[A-Za-z]{2,20}$/.test(bare)) return 'word'
  return plainNumber(written) === undefined ? undefined : 'number'
}

/** Without fonts and parentheses. */
const bareOf = (written: string): string => written.replace(/^\\(?:text|mathrm|textbf)\{/, '').replaceAll(/[(){}$. ]/g, '')

/** The same shape and not the same; a comma lists letters, and leads on from everything else. */
function isOther(content: string, written: string, comma: boolean): boolean {
  const own = shapeOf(content)
  if (own === undefined || shapeOf(written) !== own || (comma && own !== 'letter')) return false
  if (own === 'number') return certainlyOther(plainNumber(content), plainNumber(written))
  return bareOf(content).toLowerCase() !== bareOf(written).toLowerCase()
}
