import { checkDepth } from '../../tree/children.ts'
import type {
  ApplyNode,
  BigNode,
  CasesNode,
  FencedNode,
  GivenNode,
  ListNode,
  MatrixNode,
  NumberNode,
  PlusNode,
  PostfixNode,
  PowerNode,
  Relation,
  TimesNode,
  Tree,
} from '../../tree/tree.ts'
import { unreachable } from '../../tree/unreachable.ts'
import { letters } from '../lexer/commands.ts'
import {
  isCommaList,
  isCurrency,
  isFigure,
  isMarkedMixed,
  isTight,
  joinsAsProduct,
  type Level,
  labelMark,
  level,
  levelOf,
  onlyPart,
  readAsGroups,
  thousands,
  wouldApply,
} from '../parser/precedence.ts'
import {
  bigSigns,
  constantSigns,
  letterSigns,
  logicSigns,
  matrixSigns,
  plainSpellings,
  postfixSigns,
  relationSigns,
  separators,
  setSigns,
} from './spellings.ts'

/**
 * Trees as one line of plain text: `sqrt(3)/2`, `x^2 + 1`, `(0, 1] ∪ {2}`, `2pi/3`.
 *
 * It is meant for reading, and where it is mathematics the parser reads it back as the same thing in other notation: a
 * fraction has a slash, and a product whose factors would run together (`a*sin(x)`, `2*3`) has stars. What has no
 * notation in plain text (sets, matrices, case distinctions, accents) is written as people would type it. The file is as
 * long as the list of node types is.
 */

/** Text and how tightly it binds. Children are written once, from the leaves up. */
interface Piece {
  readonly text: string
  readonly level: Level
}

/**
 * A tree as plain text on one line; lists of lines keep their line breaks. A `RangeError` beyond 1000 levels.
 *
 * @example
 * toText(parse('\\frac{\\sqrt{3}}{2}').tree) // 'sqrt(3)/2'
 */
export function toText(tree: Tree): string {
  checkDepth(tree)
  return write(tree, level.sequence, true)
}

function write(node: Tree, least: Level, tail: boolean): string {
  const piece = pieceOf(onlyPart(node), tail)
  return piece.level >= least ? piece.text : `(${piece.text})`
}

/** Inside a fence: any level will do. */
function inside(node: Tree): string {
  return write(node, level.sequence, true)
}

function pieceOf(node: Tree, tail: boolean): Piece {
  if (node.type === 'times') return times(node, tail)
  return { text: bare(node, tail), level: textLevel(node, tail) }
}

function textLevel(node: Tree, tail: boolean): Level {
  switch (node.type) {
    case 'divide':
      return level.product
    case 'modulo':
      return level.relation
    default:
      return levelOf(node, tail)
  }
}

function bare(node: Exclude<Tree, TimesNode>, tail: boolean): string {
  switch (node.type) {
    case 'number':
      return numeral(node)
    case 'symbol':
      return symbol(node.name)
    case 'constant':
      return constantSigns[node.name]
    case 'text':
      return node.value
    case 'unread':
      return node.source
    case 'plus':
      return sum(node)
    case 'negate':
      return `-${write(node.operand, level.product, tail)}`
    case 'plusminus': {
      const right = write(node.right, level.product, tail)
      return node.left === undefined ? node.sign + right : `${write(node.left, level.sum, true)} ${node.sign} ${right}`
    }
    case 'divide':
      return `${write(node.numerator, level.product, false)}/${write(node.denominator, level.power, tail)}`
    case 'mixed':
      return `${numeral(node.whole)} ${bare(node.fraction, true)}`
    case 'power':
      return power(node)
    case 'root':
      return root(node.radicand, node.degree)
    case 'subscript':
      return `${marked(node.base)}_${script(node.index)}`
    case 'prime':
      return node.order > 4 ? `${marked(node.base)}^((${node.order}))` : marked(node.base) + "'".repeat(node.order)
    case 'accent':
      return `${node.accent}(${inside(node.body)})`
    case 'postfix':
      return postfix(node)
    case 'apply':
      return apply(node)
    case 'big':
      return big(node, tail)
    case 'relation':
      return node.operands
        .map(
          (operand, index) =>
            (index === 0 ? '' : ` ${relationSigns[node.operators[index - 1] as Relation]} `) + write(operand, level.sets, true),
        )
        .join('')
    case 'modulo': {
      const operand = write(
        node.operand,
        node.operand.type === 'modulo' ? level.sets : node.written === 'pmod' ? level.relation : level.sets,
        true,
      )
      return node.written === 'pmod'
        ? `${operand} (mod ${write(node.modulus, level.sum, true)})`
        : `${operand} mod ${write(node.modulus, level.sum, true)}`
    }
    case 'logic':
      if (node.operator === 'not') return node.operands.map(operand => `¬${write(operand, level.power, tail)}`).join(' ')
      return node.operands.map(operand => write(operand, level.relation, true)).join(` ${logicSigns[node.operator]} `)
    case 'setoperation':
      if (node.operator === 'complement') return node.operands.map(operand => `${marked(operand)}^∁`).join(' ')
      return node.operands.map(operand => write(operand, level.colon, true)).join(` ${setSigns[node.operator]} `)
    case 'list':
      return list(node)
    case 'fenced':
      return fenced(node)
    case 'set':
      return `{${items(node.items)}${node.condition === undefined ? '' : ` | ${inside(node.condition)}`}}`
    case 'matrix':
      return matrix(node)
    case 'cases':
      return cases(node)
    case 'colon':
      return node.parts.map(colonPart).join(':')
    case 'given':
      return given(node)
    case 'labelled': {
      const mark = labelMark(node.label)
      return mark === undefined
        ? `${node.label}: ${write(node.body, level.sum, true)}`
        : `${node.label}${mark} ${write(node.body, level.item, true)}`
    }
    default:
      return unreachable(node)
  }
}

// ----------------------------------------------------------------------------------------------------------- leaves

/** `0.1(6)` is `0.1666...`: parentheses behind decimals would be a product. */
function numeral(node: NumberNode): string {
  const { lexeme, grouped } = node
  const recurring = /^([0-9]*\.)([0-9]+)\(([0-9]+)\)$/.exec(lexeme)
  const point = lexeme.search(/[.e]/)
  if (recurring !== null) {
    const block = recurring[3] as string
    return `${recurring[1]}${recurring[2]}${block.repeat(block.length === 1 ? 3 : 2)}...`
  }
  if (grouped === undefined) return lexeme
  const whole = point < 0 ? lexeme : lexeme.slice(0, point)
  return thousands(whole, grouped === 'comma' ? ',' : ' ') + (point < 0 ? '' : lexeme.slice(point))
}

function symbol(name: string): string {
  return letterSigns.get(name) ?? (letters.has(name) ? `\\${name}` : name)
}

// ------------------------------------------------------------------------------------------------ sums and products

function sum(node: PlusNode): string {
  const [first, ...rest] = node.terms
  if (first === undefined) return '0'
  let result = write(first, first.type === 'plusminus' ? level.sum : level.term, true)
  for (const term of rest) {
    result += term.type === 'negate' ? ` - ${write(term.operand, level.product, true)}` : ` + ${write(term, level.product, true)}`
  }
  return result
}

/** A sign may stand before the first part only. */
function colonPart(part: Tree, index: number): string {
  const text = write(part, level.sum, true)
  return index > 0 && /^[-±∓]/.test(text) ? `(${text})` : text
}

/** Side by side where that reads as a product, else with stars. */
function times(node: TimesNode, tail: boolean): Piece {
  const factors = node.factors.map(onlyPart)
  if (factors.length === 0) return { text: '1', level: level.atom }
  const last = factors.length - 1
  const cross = node.written === 'cross'
  if (node.written === 'juxtaposed' || node.written === 'spaced') {
    const pieces = factors.map((factor, index) =>
      write(factor, index === 0 && (factor.type === 'mixed' || isMarkedMixed(factor)) ? level.run : level.power, tail && index === last),
    )
    let text = pieces[0] as string
    let safe = true
    for (let index = 1; index <= last && safe; index++) {
      const gap = gapBetween(factors, pieces, index, node.written === 'spaced')
      safe = gap !== undefined
      text += (gap ?? '') + pieces[index]
    }
    return safe ? { text, level: level.run } : { text: pieces.join('*'), level: level.product }
  }
  const pieces = factors.map((factor, index) => {
    const same = factor.type === 'times' && (factor.written === 'cross') === cross
    return write(factor, index > 0 || same ? level.run : level.product, tail && index === last)
  })
  return { text: pieces.join(cross ? ' × ' : '*'), level: level.product }
}

/** What stands before a factor, or `undefined` where side by side they would be read as something else. */
function gapBetween(factors: readonly Tree[], pieces: readonly string[], index: number, spaced: boolean): '' | ' ' | undefined {
  const before = factors[index - 1] as Tree
  const factor = factors[index] as Tree
  const left = pieces[index - 1] as string
  const right = pieces[index] as string
  if (isCurrency(before)) return ''
  if (beginsWithWord(factor)) return before.type === 'text' ? undefined : ' '
  if (before.type === 'text') return ' '
  if (isArc(before) && isArc(factor)) return ' '
  if (index === 1 && spaced && factor.type === 'symbol') return ' '
  if (/^[^A-Za-z(\u0370-\u03ff∑∏∫∠△¬]/.test(right)) return undefined
  if (wouldApply(before, factor, right)) return undefined
  if (before.type === 'postfix' && before.operator === 'degree' && /^[CF]$/.test(right)) return undefined
  if (before.type === 'number' && !/^[0-9.,]+$/.test(left)) return undefined
  if (/^U(?![A-Za-z])/.test(right) && /[)\]⟩}]$/.test(left)) return undefined
  if (isLetter(before) && isLetter(factor)) return joinsAsProduct(lettersAround(factors, index)) ? '' : undefined
  if (before.type === 'constant' && /^[A-Za-z](?![A-Za-z])/.test(right)) return undefined
  if (right.startsWith('(') || before.type === 'number') return ''
  return left.endsWith(')') && /^[A-Za-z](?![A-Za-z])/.test(right) ? '' : ' '
}

/** `cm`, `cm^2` */
function beginsWithWord(node: Tree): boolean {
  return node.type === 'text' || (node.type === 'power' && node.base.type === 'text')
}

/** `30°`, `15'` */
function isArc(node: Tree): boolean {
  return node.type === 'postfix' && (node.operator === 'degree' || node.operator === 'arcminute' || node.operator === 'arcsecond')
}

function isLetter(node: Tree): boolean {
  return node.type === 'symbol' && /^[A-Za-z]$/.test(node.name)
}

/** The whole run of letters around a factor. */
function lettersAround(factors: readonly Tree[], index: number): string {
  let from = index
  while (from > 0 && isLetter(factors[from - 1] as Tree)) from--
  let to = index
  while (to < factors.length && isLetter(factors[to] as Tree)) to++
  return factors
    .slice(from, to)
    .map(factor => (factor as { name: string }).name)
    .join('')
}

// ---------------------------------------------------------------------------------------- powers, marks, functions

function power(node: PowerNode): string {
  return `${marked(node.base)}^${script(node.exponent)}`
}

/** An exponent or index: a numeral or name alone, everything else in parentheses. */
function script(given: Tree): string {
  const node = onlyPart(given)
  if (node.type === 'number' && /^[0-9]+$/.test(node.lexeme) && node.grouped === undefined) return node.lexeme
  if (node.type === 'text' || (node.type === 'symbol' && levelOf(node, false) === level.atom)) return bare(node, false)
  return `(${inside(node)})`
}

/** What a mark is put on, in parentheses where it would be unclear what is marked. */
function marked(given: Tree): string {
  const base = onlyPart(given)
  const clear =
    base.type === 'number'
      ? !/[e(]|\.\.\./.test(base.lexeme)
      : base.type === 'subscript' || base.type === 'prime' || textLevel(base, false) === level.atom
  return clear && base.type !== 'unread' ? write(base, level.power, false) : `(${inside(base)})`
}

function root(radicand: Tree, degree: Tree | undefined): string {
  if (degree === undefined) return `sqrt(${inside(radicand)})`
  if (degree.type === 'number' && degree.lexeme === '3') return `cbrt(${inside(radicand)})`
  return `sqrt[${inside(degree)}](${inside(radicand)})`
}

function postfix(node: PostfixNode): string {
  const operand = onlyPart(node.operand)
  return (operand.type === 'mixed' && isMarkedMixed(node) ? bare(operand, false) : marked(operand)) + postfixSigns[node.operator]
}

function apply(node: ApplyNode): string {
  const { head, arguments: list, subscript } = node
  const index = subscript === undefined ? '' : `_${script(subscript)}`
  if (head.type !== 'symbol') return `${functionHead(head)}${index}(${items(list)})`
  if (isFigure(node)) return symbol(head.name) + figure(list[0] as Tree)
  if (head.name === 'norm' && list.length === 1 && index === '') return `‖${inside(list[0] as Tree)}‖`
  return `${plainSpellings.get(head.name) ?? symbol(head.name)}${index}(${items(list)})`
}

/** `f^-1`: behind a name an exponent in parentheses would be its argument's. */
function functionHead(head: Exclude<ApplyNode['head'], { type: 'symbol' }>): string {
  const { base, exponent } = head.type === 'power' ? head : { base: undefined, exponent: undefined }
  if (base?.type === 'symbol' && exponent?.type === 'negate' && exponent.operand.type === 'number')
    return `${symbol(base.name)}^-${numeral(exponent.operand)}`
  return bare(head, false)
}

function figure(node: Tree): string {
  if (node.type !== 'times') return inside(node)
  const points = node.factors.map(inside)
  return points.join(joinsAsProduct(points.join('')) ? '' : ' ')
}

function big(node: BigNode, tail: boolean): string {
  const { operator, variable, lower, upper } = node
  // Each part is printed once: bounds may hold bounds.
  let bound = ''
  if (operator === 'integral' || variable === undefined) bound = lower === undefined ? '' : inside(lower)
  else {
    const arrow = operator === 'limit' ? ' → ' : ' = '
    bound =
      write(variable, level.sets, true) +
      (lower === undefined ? '' : arrow + write(lower, level.sets, true)) +
      (node.side === undefined ? '' : `^${node.side}`)
  }
  const sign = `${bigSigns[operator]}${bound === '' ? '' : `_{${bound}}`}${upper === undefined ? '' : `^{${inside(upper)}}`} `
  if (operator !== 'integral') return sign + write(node.body, level.product, tail)
  return `${sign}${write(node.body, level.sum, true)}${variable === undefined ? '' : ` d${write(variable, level.atom, true)}`}`
}

// ---------------------------------------------------------------------------------------------- relations and lists

function list(node: ListNode): string {
  if (node.separator === 'comma') return items(node.items, node.tight)
  const texts = node.items.map(item => write(item, isCommaList(item) ? level.sequence : level.item, true))
  const separator = separators[node.separator]
  return texts.join(node.items.some(isTight) ? separator.trimEnd() : separator)
}

function items(all: readonly Tree[], tight?: true): string {
  if (all.length === 1) return inside(all[0] as Tree)
  if (all.some(isCommaList)) {
    return all.map(item => write(item, isCommaList(item) ? level.sequence : level.item, true)).join(all.some(isTight) ? ';' : '; ')
  }
  const texts = all.map(item => write(item, level.item, true))
  return texts.join(tight === true && !readAsGroups(texts) ? ',' : ', ')
}

function fenced(node: FencedNode): string {
  return `${node.open}${items(node.items, node.tight)}${node.close}`
}

/** `[[1, 2], [3, 4]]` */
function matrix(node: MatrixNode): string {
  const [open, close] = matrixSigns[node.fence]
  return `${open}${node.rows.map(row => `[${items(row)}]`).join(', ')}${close}`
}

/** `{x if x > 0; -x if x ≤ 0}` */
function cases(node: CasesNode): string {
  const rows = node.rows.map(row => inside(row.value) + (row.condition === undefined ? '' : ` if ${inside(row.condition)}`))
  return `{${rows.join('; ')}}`
}

function given(node: GivenNode): string {
  const { body, condition } = node
  if (levelOf(node, true) !== level.sequence) return `${write(body, level.logic, true)} if ${write(condition, level.item, true)}`
  const conditions = condition.type === 'logic' ? condition.operands : [condition]
  const bodies = body.type === 'list' ? body.items : [body]
  return [...bodies, ...conditions]
    .map(item => write(item, level.item, true))
    .join(body.type === 'list' ? separators[body.separator] : ', ')
}
