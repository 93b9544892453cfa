import { checkDepth } from '../../tree/children.ts'
import type {
  AccentNode,
  ApplyNode,
  BigNode,
  CasesNode,
  FencedNode,
  GivenNode,
  ListNode,
  MatrixNode,
  NumberNode,
  PlusMinusNode,
  PlusNode,
  PostfixNode,
  Relation,
  SetNode,
  SetOperationNode,
  TimesNode,
  Tree,
} from '../../tree/tree.ts'
import { unreachable } from '../../tree/unreachable.ts'
import { letters } from '../lexer/commands.ts'
import { escaped, isRenderable, special } from './escape.ts'
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
  accentCommands,
  bigCommands,
  constantCommands,
  environments,
  fences,
  logicCommands,
  operatorCommands,
  relationCommands,
  setCommands,
  spokenSeparators,
  timesCommands,
  wrappers,
} from './spellings.ts'

/**
 * Trees as LaTeX that KaTeX renders and the parser reads back.
 *
 * Every place asks for a level of binding (`precedence.ts`); a node below it gets parentheses, which read back as a fence
 * around one item. A place is at the *tail* when nothing follows that the node could take for its own: there `\sin x`
 * may stand without parentheses. Between factors some neighbours would be read as something else (`2\frac13` is a mixed
 * number, `f(x)` an application, `12` one numeral); those get parentheses too. The file is long because the notations
 * hold each other; its sections follow the node types.
 */

/**
 * LaTeX for a tree. Words are set in `\text{…}`, what could not be read is shown there as it was written. A `RangeError`
 * beyond 1000 levels.
 *
 * @example
 * toLatex(parse('x^2+1/2').tree) // 'x^{2} + 1 / 2'
 */
export function toLatex(tree: Tree): string {
  checkDepth(tree)
  return write(tree, level.sequence, true)
}

function write(node: Tree, least: Level, tail: boolean): string {
  const part = onlyPart(node)
  return levelOf(part, tail) >= least ? bare(part, tail) : group(part)
}

/** In parentheses. */
function group(node: Tree): string {
  return round(write(node, level.sequence, true))
}

/** In braces: nothing outside is near. */
function braced(node: Tree): string {
  return `{${write(node, level.sequence, true)}}`
}

function bare(node: Tree, tail: boolean): string {
  switch (node.type) {
    case 'number':
      return numeral(node)
    case 'symbol':
      return symbol(node.name)
    case 'constant':
      return constantCommands[node.name]
    case 'text':
      return `\\text{${escaped(node.value)}}`
    case 'unread':
      return `\\text{${escaped(node.source)}}`
    case 'plus':
      return sum(node)
    case 'negate':
      return `-${write(node.operand, level.product, tail)}`
    case 'plusminus':
      return plusMinus(node, tail)
    case 'times':
      return node.written === 'juxtaposed' || node.written === 'spaced' ? run(node, tail) : product(node, tail)
    case 'divide':
      if (node.written === 'bar') return `\\frac${braced(node.numerator)}${braced(node.denominator)}`
      return `${write(node.numerator, level.product, false)} ${node.written === 'slash' ? '/' : '\\div'} ${write(node.denominator, level.power, tail)}`
    case 'mixed':
      return `${numeral(node.whole)}${node.fraction.written === 'bar' ? '' : '\\;'}${bare(node.fraction, true).split(' / ').join('/')}`
    case 'power':
      return power(node.base, node.exponent)
    case 'root':
      return `\\sqrt${node.degree === undefined ? '' : `[${bracketSafe(write(node.degree, level.sequence, true))}]`}${braced(node.radicand)}`
    case 'subscript':
      return `${scripted(node.base, 'subscript')}_${script(node.index)}`
    case 'prime':
      return node.order > 4 ? `${scripted(node.base, 'prime')}^{(${node.order})}` : scripted(node.base, 'prime') + "'".repeat(node.order)
    case 'accent':
      return accent(node)
    case 'postfix':
      return postfix(node)
    case 'apply':
      return apply(node, tail)
    case 'big':
      return big(node, tail)
    case 'relation':
      return node.operands
        .map(
          (operand, index) =>
            (index === 0 ? '' : ` ${relationCommands[node.operators[index - 1] as Relation]} `) + write(operand, level.sets, true),
        )
        .join('')
    case 'modulo':
      if (node.written === 'bmod') return `${write(node.operand, level.product, false)} \\bmod ${write(node.modulus, level.power, tail)}`
      return `${node.operand.type === 'modulo' ? group(node.operand) : write(node.operand, level.relation, true)} \\pmod${braced(node.modulus)}`
    case 'logic':
      if (node.operator === 'not') return `\\lnot ${node.operands.map(operand => write(operand, level.power, tail)).join(' ')}`
      return node.operands.map(operand => write(operand, level.relation, true)).join(` ${logicCommands[node.operator]} `)
    case 'setoperation':
      return setOperation(node)
    case 'list':
      return list(node)
    case 'fenced':
      return fenced(node)
    case 'set':
      return set(node)
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
      if (mark !== undefined) return `${node.label}${mark}\\ ${write(node.body, level.item, true)}`
      return `\\text{${escaped(node.label)}}: ${write(node.body, level.sum, true)}`
    }
    default:
      return unreachable(node)
  }
}

// ------------------------------------------------------------------------------------------------- leaves and words

/** `1000` with its separators, `0.(3)` with its bar. */
function numeral(node: NumberNode): string {
  const { lexeme, grouped } = node
  const point = lexeme.search(/[.e]/)
  const whole = point < 0 ? lexeme : lexeme.slice(0, point)
  const rest = point < 0 ? '' : lexeme.slice(point)
  const separated = grouped === undefined ? whole : thousands(whole, grouped === 'comma' ? ',' : '\\,')
  return separated + rest.replace('...', '\\ldots').replace('(', '\\overline{').replace(')', '}')
}

function symbol(name: string): string {
  if (name === '') return '{}'
  if (name === 'parallelogram') return '\\text{▱}'
  if (name === 're' || name === 'im') return name === 're' ? '\\Re' : '\\Im'
  if (letters.has(name) || operatorCommands.has(name)) return `\\${name}`
  if (isOneCharacter(name) && special(name) === name && isRenderable(name.codePointAt(0) as number)) return name
  return /^[A-Za-z0-9]+$/.test(name) ? `\\operatorname{${name}}` : `\\text{${escaped(name)}}`
}

function isOneCharacter(name: string): boolean {
  return name.length === 1 || (name.length === 2 && (name.codePointAt(0) as number) > 0xffff)
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

function plusMinus(node: PlusMinusNode, tail: boolean): string {
  const sign = node.sign === '±' ? '\\pm' : '\\mp'
  const right = write(node.right, level.product, tail)
  return node.left === undefined ? command(sign, right) : `${write(node.left, level.sum, true)} ${sign} ${right}`
}

/** A control word and what follows it, apart where they would run together. */
function command(word: string, next: string): string {
  return /\\[A-Za-z]+$/.test(word) && /^[A-Za-z0-9@]/.test(next) ? `${word} ${next}` : word + next
}

/** A sign may stand before the first part only. */
function colonPart(part: Tree, index: number): string {
  const text = write(part, level.sum, true)
  return index > 0 && /^(?:-|\\pm|\\mp)/.test(text) ? round(text) : text
}

function product(node: TimesNode, tail: boolean): string {
  if (node.written === 'juxtaposed' || node.written === 'spaced') return run(node, tail)
  const [first, ...rest] = node.factors
  if (first === undefined) return '1'
  // The operators bind to the left, so only the first factor may hold another of them.
  const same = first.type === 'times' && first.written === node.written
  let result = write(first, same ? level.run : level.product, false)
  rest.forEach((factor, index) => {
    result += ` ${timesCommands[node.written as keyof typeof timesCommands]} ${write(factor, level.run, tail && index === rest.length - 1)}`
  })
  return result
}

/** Factors side by side. */
function run(node: TimesNode, tail: boolean): string {
  const factors = node.factors.map(onlyPart)
  const texts = factors.map((factor, index) =>
    write(
      factor,
      index === 0 && (factor.type === 'mixed' || isMarkedMixed(factor)) ? level.run : level.power,
      tail && index === factors.length - 1,
    ),
  )
  for (let index = texts.length - 1; index >= 0; index--) {
    const factor = factors[index] as Tree
    const text = texts[index] as string
    const before = factors[index - 1]
    // `66e0c` is no exponent, and the space behind `\ldots` would be seen.
    const unfinished = factor.type === 'number' && /e|\.\.\./.test(factor.lexeme) && /^[A-Za-z]/.test(texts[index + 1] ?? '')
    const next = factors[index + 1]
    const applies = next !== undefined && wouldApply(factor, next, texts[index + 1] as string)
    if (before?.type === 'text' && factor.type === 'text') texts[index] = `{${text}}`
    else if (unfinished || applies || (before !== undefined && isMisread(before, texts[index - 1] as string, factor, text))) {
      texts[index] = round(text)
    }
  }
  let result = texts[0] ?? '1'
  for (let index = 1; index < texts.length; index++) {
    const text = texts[index] as string
    const spaced = index === 1 && node.written === 'spaced'
    result += (spaced ? '\\,' : gap(factors[index - 1] as Tree, result, factors[index] as Tree, text, factors)) + text
  }
  return result
}

/** Would this factor be read as something else behind the one before it? */
function isMisread(before: Tree, left: string, factor: Tree, text: string): boolean {
  if (factor.type === 'number') return !isCurrency(before)
  if (/^[0-9.]/.test(text) && (before.type === 'number' || /[0-9]$/.test(left))) return true
  if (before.type === 'number' && factor.type === 'divide' && isNumeral(factor.numerator) && isNumeral(factor.denominator)) return true
  if (before.type === 'postfix' && before.operator === 'degree' && factor.type === 'symbol' && /^[CF]$/.test(factor.name)) return true
  // `(0,1)U(2,3)` is a union.
  if (/^U(?![A-Za-z])/.test(text) && (before.type === 'fenced' || before.type === 'set')) return true
  return text.startsWith('\\left]') || text.startsWith("'")
}

function isNumeral(node: Tree): boolean {
  return node.type === 'number'
}

/** What stands between two factors: nothing or a space. Letters are joined where that reads as a product. */
function gap(before: Tree, result: string, factor: Tree, text: string, factors: readonly Tree[]): string {
  if (isCurrency(before)) return ''
  if (text.startsWith('\\text{') && before.type !== 'text') return '\\,'
  if (isLetter(before) && isLetter(factor)) return joinsAsProduct(lettersAround(factors, factor)) ? '' : ' '
  if (/\\[A-Za-z]+$/.test(result)) return /^[A-Za-z@]/.test(text) ? ' ' : ''
  return /[0-9)\]}]$/.test(result) || /^\(|^\\left/.test(text) ? '' : ' '
}

function isLetter(node: Tree): boolean {
  return node.type === 'symbol' && /^[A-Za-z]$/.test(node.name)
}

/** The whole run of letters that a factor is part of. */
function lettersAround(factors: readonly Tree[], factor: Tree): string {
  let found = false
  let letters = ''
  for (const other of factors) {
    found ||= other === factor
    if (isLetter(other)) letters += (other as { name: string }).name
    else if (found) break
    else letters = ''
  }
  return letters
}

// ------------------------------------------------------------------------------------------- powers, marks, accents

function power(base: Tree, exponent: Tree): string {
  // `\sin^2(x)`; but `\sin^{-1}` is the inverse.
  if (base.type === 'apply' && base.head.type === 'symbol' && operatorCommands.has(base.head.name) && exponent.type !== 'negate') {
    return `\\${base.head.name}${base.subscript === undefined ? '' : `_${script(base.subscript)}`}^${script(exponent)}${argumentList(base.arguments)}`
  }
  return `${scripted(base, 'power')}^${script(exponent)}`
}

/** An exponent or index: in braces, but a lone sign (`x^*`) without. */
function script(node: Tree): string {
  return node.type === 'symbol' && (node.name === '*' || node.name === '+' || node.name === '-') ? node.name : braced(node)
}

type Mark = 'power' | 'subscript' | 'prime' | 'postfix'

/** The base of a script or mark, in parentheses where two marks would meet or where it would be unclear what is marked. */
function scripted(given: Tree, mark: Mark): string {
  const base = onlyPart(given)
  return canCarry(base, mark) ? bare(base, false) : group(base)
}

function canCarry(base: Tree, mark: Mark): boolean {
  switch (base.type) {
    case 'number':
      return mark !== 'prime' && !/[e(]|\.\.\.|\.$/.test(base.lexeme)
    case 'symbol':
    case 'apply':
      return levelOf(base, false) === level.atom && !(base.type === 'symbol' && base.name === '')
    case 'subscript':
      return mark !== 'subscript' && levelOf(base.base, false) === level.atom
    case 'prime':
      return (mark === 'power' || (mark === 'subscript' && base.base.type !== 'subscript')) && base.order <= 4
    case 'power':
    case 'divide':
    case 'cases':
    case 'unread':
    case 'big':
      return false
    case 'text':
      return mark !== 'prime'
    default:
      return levelOf(base, false) === level.atom
  }
}

function postfix(node: PostfixNode): string {
  const operand = onlyPart(node.operand)
  switch (node.operator) {
    case 'factorial':
      return `${scripted(operand, 'postfix')}!`
    case 'doublefactorial':
      return `${scripted(operand, 'postfix')}!!`
    case 'percent':
      return `${isMarkedMixed(node) ? bare(operand, false) : write(operand, level.power, false)}\\%`
    case 'permille':
      return `${isMarkedMixed(node) ? bare(operand, false) : write(operand, level.power, false)}\\text{‰}`
    case 'degree':
      return `${isMarkedMixed(node) ? bare(operand, false) : scripted(operand, 'power')}^{\\circ}`
    case 'arcminute':
      return `${operand.type === 'number' ? bare(operand, false) : group(operand)}'`
    case 'arcsecond':
      return operand.type === 'number'
        ? `${bare(operand, false)}''`
        : `${isMarkedMixed(node) ? bare(operand, false) : scripted(operand, 'postfix')}"`
    default:
      return unreachable(node.operator)
  }
}

function accent(node: AccentNode): string {
  return accentCommands[node.accent] + braced(node.body)
}

// -------------------------------------------------------------------------------------- functions and big operators

function apply(node: ApplyNode, tail: boolean): string {
  const { head, arguments: items, subscript } = node
  if (head.type !== 'symbol') {
    const name = subscript === undefined ? bare(head, false) : `${group(head)}_${script(subscript)}`
    return name + argumentList(items)
  }
  const only = items.length === 1 ? (items[0] as Tree) : undefined
  if (subscript === undefined) {
    const wrapper = wrappers.get(head.name)
    if (wrapper !== undefined && only !== undefined) return enclosed(wrapper[0], write(only, level.sequence, true), wrapper[1])
    if (head.name === 'binomial' && items.length === 2) return `\\binom${items.map(braced).join('')}`
    if (isFigure(node)) return `\\${head.name} ${write(only as Tree, level.sequence, true)}`
  }
  const name = symbol(head.name) + (subscript === undefined ? '' : `_${script(subscript)}`)
  if (only !== undefined && tail && openFunctions.has(head.name) && isPlainArgument(onlyPart(only))) {
    const argument = write(only, level.run, true)
    return `${name} ${argument}`
  }
  return name + argumentList(items)
}

/** Functions whose argument may stand without parentheses. */
const openFunctions: ReadonlySet<string> = new Set([
  'arccos',
  'arcsin',
  'arctan',
  'cos',
  'cot',
  'csc',
  'lg',
  'ln',
  'log',
  'sec',
  'sin',
  'tan',
])

/** `x`, `2`, `30^\circ`, `2\pi x`: all of it is read as the argument. */
function isPlainArgument(node: Tree): boolean {
  if (node.type === 'times')
    return (
      node.written === 'juxtaposed' &&
      node.factors.every((factor, index) => isPlainFactor(factor) && (index === 0 || factor.type !== 'number'))
    )
  if (node.type === 'apply' && node.head.type === 'symbol') return wrappers.has(node.head.name) && node.arguments.length === 1
  return isPlainFactor(node) || (node.type === 'postfix' && node.operator === 'degree' && isPlainNumeral(node.operand))
}

function isPlainFactor(node: Tree): boolean {
  if (node.type === 'symbol') return /^[A-Za-z]$/.test(node.name) || (letters.has(node.name) && levelOf(node, false) === level.atom)
  return isPlainNumeral(node) || (node.type === 'constant' && node.name === 'pi')
}

function isPlainNumeral(node: Tree): boolean {
  return node.type === 'number' && /^[0-9.]+$/.test(node.lexeme) && !node.lexeme.endsWith('.')
}

function argumentList(items: readonly Tree[]): string {
  return round(separated(items, false))
}

function big(node: BigNode, tail: boolean): string {
  const lower = bounds(node)
  const upper = node.upper === undefined ? '' : `^${braced(node.upper)}`
  const sign = `${bigCommands[node.operator]}${lower === '' ? '' : `_{${lower}}`}${upper} `
  if (node.operator !== 'integral') return sign + write(node.body, level.product, tail)
  const body = hasDifferential(node.body) ? group(node.body) : write(node.body, level.sum, true)
  return node.variable === undefined ? sign + body : `${sign}${body} \\, ${command('\\mathrm{d}', write(node.variable, level.atom, true))}`
}

function bounds(node: BigNode): string {
  const { variable, lower, operator } = node
  if (operator === 'integral' || variable === undefined) return lower === undefined ? '' : write(lower, level.sequence, true)
  const name = write(variable, level.sets, true)
  if (lower === undefined) return name
  if (operator !== 'limit') return `${name} = ${write(lower, level.sets, true)}`
  return `${name} \\to ${node.side === undefined ? write(lower, level.sets, true) : `${scripted(lower, 'power')}^${node.side}`}`
}

/** Letters in an integrand that would be read as its end: `d` before a name. */
function hasDifferential(node: Tree): boolean {
  if (node.type === 'times' && node.factors.some((factor, index) => isNamed(factor, 'd') && node.factors[index + 1]?.type === 'symbol'))
    return true
  const inside = node.type === 'plus' ? node.terms : node.type === 'times' ? node.factors : node.type === 'negate' ? [node.operand] : []
  return inside.some(hasDifferential)
}

function isNamed(node: Tree, name: string): boolean {
  return node.type === 'symbol' && node.name === name
}

// -------------------------------------------------------------------------------------------------- relations, sets

function setOperation(node: SetOperationNode): string {
  if (node.operator === 'complement') {
    return node.operands.map(operand => `${scripted(operand, 'power')}^{\\complement}`).join(' ')
  }
  return node.operands.map(operand => write(operand, level.colon, true)).join(` ${setCommands[node.operator]} `)
}

function list(node: ListNode): string {
  if (node.separator === 'line') {
    return `\\begin{gathered} ${node.items.map(item => write(item, level.sequence, true)).join(' \\\\ ')} \\end{gathered}`
  }
  if (node.separator === 'comma') return separated(node.items, node.tight === true)
  const texts = node.items.map(item => (holdsInside(node, item) ? bare(item, true) : write(item, level.item, true)))
  const separator = spokenSeparators[node.separator]
  return texts.join(node.items.some(isTight) ? separator.trimEnd() : separator)
}

/** A looser separator holds lists of tighter ones. */
function holdsInside(outer: ListNode, item: Tree): boolean {
  if (item.type !== 'list' || item.items.length < 2 || outer.items.length < 2) return false
  if (item.separator === 'line') return true
  if (outer.separator === 'semicolon') return item.separator !== 'semicolon'
  return (
    (outer.separator === 'and' || outer.separator === 'or') &&
    item.separator === 'comma' &&
    item.items.every(part => part.type === 'relation')
  )
}

/** Items between commas, or lists of them between semicolons. A single item may be anything but another such list. */
function separated(items: readonly Tree[], tight: boolean): string {
  const only = items.length === 1 ? (items[0] as Tree) : undefined
  if (only !== undefined && !(only.type === 'list' && (only.separator === 'comma' || only.separator === 'semicolon'))) {
    return write(only, level.sequence, true)
  }
  if (items.length > 1 && items.some(isCommaList)) {
    return items.map(item => write(item, isCommaList(item) ? level.sequence : level.item, true)).join(items.some(isTight) ? ';' : '; ')
  }
  const texts = items.map(item => write(item, level.item, true))
  return texts.join(tight && !readAsGroups(texts) ? ',' : ', ')
}

function given(node: GivenNode): string {
  const { body, condition } = node
  if (levelOf(node, true) !== level.sequence) return `${write(body, level.logic, true)} \\text{ if } ${write(condition, level.item, true)}`
  const conditions = condition.type === 'logic' ? condition.operands : [condition]
  const bodies = body.type === 'list' && body.separator !== 'line' ? body.items : [body]
  const separator = body.type === 'list' && body.separator !== 'line' ? spokenSeparators[body.separator] : ', '
  return [...bodies, ...conditions].map(item => write(item, level.item, true)).join(separator)
}

function fenced(node: FencedNode): string {
  const inside = separated(node.items, node.tight === true)
  if (node.open === '(' && node.close === ')') return round(inside)
  // A bare brace pair: invisible in LaTeX, a list for the parser.
  if (node.open === '{' && node.close === '}') return `{${inside}}`
  const open = node.open === '{' ? '\\{' : fences[node.open]
  const close = node.close === '}' ? '\\}' : fences[node.close]
  return tall(open, inside, close)
}

function set(node: SetNode): string {
  const only = node.items.length === 1 ? (node.items[0] as Tree) : undefined
  const items =
    only !== undefined && node.condition === undefined && only.type === 'given' && !isExposed(only)
      ? write(only, level.sequence, true)
      : node.items.map(setItem).join(', ')
  return enclosed('\\{', node.condition === undefined ? items : `${items} \\mid ${write(node.condition, level.sequence, true)}`, '\\}')
}

function setItem(item: Tree): string {
  return isExposed(item) ? group(item) : write(item, level.item, true)
}

/** Holds a colon or bar that would begin the condition of the set around it. */
function isExposed(node: Tree): boolean {
  switch (node.type) {
    case 'colon':
      return true
    case 'labelled':
      return labelMark(node.label) === undefined || isExposed(node.body)
    case 'relation':
      return node.operators.includes('divides') || node.operands.some(isExposed)
    case 'logic':
    case 'setoperation':
      return node.operands.some(isExposed)
    case 'list':
      return node.items.some(isExposed)
    case 'given':
      return isExposed(node.body) || isExposed(node.condition)
    case 'modulo':
      return isExposed(node.operand)
    default:
      return false
  }
}

function matrix(node: MatrixNode): string {
  const name = environments[node.fence]
  const rows = node.rows.map(row => row.map(cell => write(cell, level.sequence, true)).join(' & '))
  return `\\begin{${name}} ${rows.join(' \\\\ ')} \\end{${name}}`
}

function cases(node: CasesNode): string {
  const rows = node.rows.map(row => {
    const value = write(row.value, level.sequence, true)
    return row.condition === undefined ? value : `${value} & ${write(row.condition, level.sequence, true)}`
  })
  return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`
}

// ----------------------------------------------------------------------------------------------------------- fences

const tallCommand = /\\(?:frac|binom|begin|sum|prod|int|lim|bigcup|bigcap|sqrt|left|overline|overset|overrightarrow)/

/** Fences as tall as what they hold. */
function enclosed(open: string, inside: string, close: string): string {
  if (tallCommand.test(inside)) return tall(open, inside, close)
  return `${command(open, inside)}${close}`
}

/** An environment right behind a fence would take that for its own: an array in parentheses is a matrix. */
function tall(open: string, inside: string, close: string): string {
  return `${command(`\\left${open}`, inside.startsWith('\\begin{') ? `{}${inside}` : inside)}\\right${close}`
}

function round(inside: string): string {
  return enclosed('(', inside, ')')
}

/** Inside `\sqrt[…]` a bracket would end the degree. */
function bracketSafe(degree: string): string {
  return degree.includes(']') || degree.startsWith('{') ? `{${degree}}` : degree
}
