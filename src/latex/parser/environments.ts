import type { CasesNode, Tree } from '../../tree/tree.ts'
import * as table from '../lexer/commands.ts'
import { dropComma, environments, mark, matrixFences } from './grammar.ts'
import { Fences } from './fences.ts'
import { newToken, type Token } from '../lexer/token.ts'

/** `1, n=1 \\ 2^n, n\ge2`: conditions behind commas, when every row that has none yet ends in one. */
function behindCommas(rows: CasesNode['rows']): CasesNode['rows'] {
  const taken = rows.map(row => {
    if (row.condition !== undefined || row.value.type !== 'list' || row.value.separator !== 'comma') return row
    const [value, condition, ...more] = row.value.items as [Tree, Tree, ...Tree[]]
    const isCondition = more.length === 0 && value.type !== 'relation' && condition.type === 'relation'
    return isCondition && condition.operands.some(operand => operand.type === 'symbol') ? { value, condition } : row
  })
  return rows.length > 1 && taken.every(row => row.condition !== undefined) ? taken : rows
}

/** Environments that say how many columns they have. */
const countsColumns: ReadonlySet<string> = new Set(['begin alignat', 'begin alignedat', 'begin array', 'begin tabular'])

/** Environments: matrices, cases, aligned lines. */
export abstract class Environments extends Fences {
  protected environment(name: string, token: Token): Tree {
    this.at++
    if (this.isSign('{') && countsColumns.has(token.value)) this.skipColumns()
    if (this.isSign('[') && token.value === 'begin array' && this.token(1).kind === 'name' && this.isSign(']', 2)) this.at += 3
    const rows: Tree[][] = []
    const start = token.start
    const kind = environments.get(name)
    if (kind === undefined) this.error('unknown-environment', token, `Expected an environment of the grammar, found '${name}'`)
    if (kind === 'lines') this.dropAlignment(() => true, true)
    if (name === 'cases') {
      const aligned = token.value === 'begin aligned'
      const relates = (sign: Token): boolean =>
        (sign.kind === 'sign' || sign.kind === 'command') && (aligned ? table.relations.has(sign.value) : sign.value === '=')
      this.dropAlignment((before, next) => relates(before) || relates(next) || (aligned && !this.endsCell(before)), false)
      this.partAtSpaces()
    }
    let row: Tree[] = []
    const closeRow = (): void => {
      if (row.length > 0) rows.push(row)
      row = []
    }
    for (;;) {
      const cell = this.token()
      if (cell.kind === 'end') {
        this.error('unclosed-environment', token, `Expected \\end{${name}}`)
        return this.unread(this.text.slice(start, cell.start), this.spanFrom(start))
      }
      if (cell.kind === 'command' && cell.value.startsWith('end ')) {
        this.at++
        break
      }
      if (cell.kind === 'command' && cell.value === 'newline') {
        this.at++
        closeRow()
        continue
      }
      if (this.isSign('&')) {
        this.at++
        if (kind === 'matrix' && (row.length === 0 || this.isSign('&') || this.isCommand('newline'))) row.push(this.emptyCell(token, cell))
        continue
      }
      if (this.isSign(',')) {
        this.at++ // `1 & , n=1`
        continue
      }
      if (kind === 'matrix' && this.isSign('|') && (this.isSign('&', 1) || this.isCommand('newline', 1))) {
        this.at += this.isSign('&', 1) ? 2 : 1 // a column that only draws the bar of an augmented matrix
        continue
      }
      const before = this.at
      row.push(this.deeper(() => this.insideSequence(mark.cells | mark.labels)))
      if (this.at === before) {
        this.at++ // what no entry can begin with is skipped; the diagnostic stands
      } else if (
        !this.isSign('&') &&
        !this.isCommand('newline') &&
        !(this.token().kind === 'command' && this.token().value.startsWith('end '))
      ) {
        if (this.isSign('.') || this.isSign(';')) this.at++
      }
    }
    closeRow()
    const span = this.spanFrom(start)
    if (name === 'cases') {
      const cases = rows.map(cells => {
        const value = cells[0] as Tree
        const condition = cells[1]
        if (condition !== undefined) return { value: dropComma(value), condition }
        return value.type === 'given' ? { value: value.body, condition: value.condition } : { value }
      })
      return { type: 'cases', rows: behindCommas(cases), span }
    }
    if (kind === 'lines') {
      const items = rows.map(cells => this.joinCells(cells))
      return items.length === 1 ? (items[0] as Tree) : { type: 'list', separator: 'line', items, span }
    }
    return { type: 'matrix', fence: matrixFences.get(name) ?? 'none', rows, span }
  }

  /**
   * `a &= b \\ &= c`: an aligned row is one relation, and one that begins with a relation goes on with the row before it.
   * In a brace, a row may hold a value and its condition, so that only the `&` at a relation and in front of an aligned row go:
   * `\left\{\begin{aligned}&x, &x>0\\&-x, &x\le0\end{aligned}\right.`
   * Takes the `&` of this environment, not those of others inside it.
   */
  protected dropAlignment(aligns: (before: Token, next: Token) => boolean, joins: boolean): void {
    const { tokens, at } = this
    const kept: Token[] = []
    let depth = 0
    let from = at
    for (; from < tokens.length; from++) {
      const token = tokens[from] as Token
      if (token.kind === 'command' && token.value.startsWith('begin ')) depth++
      if (token.kind === 'command' && token.value.startsWith('end ') && depth-- === 0) break
      const before = kept.length > 0 ? kept[kept.length - 1] : tokens[at - 1]
      const isMark = depth === 0 && token.kind === 'sign' && token.value === '&'
      if (isMark && aligns(before as Token, tokens[from + 1] as Token)) continue
      const goesOn = joins && depth === 0 && kept.length > 0 && before?.kind === 'command' && before.value === 'newline'
      if (goesOn && (token.kind === 'sign' || token.kind === 'command') && table.relations.has(token.value)) kept.pop()
      kept.push(token)
    }
    if (kept.length < from - at) this.shorten(at, from - at, kept)
  }

  /** `x \quad x\ge0 \\ -x \quad \text{otherwise}`: in rows without `&`, a wide space behind a value stands for it. */
  private partAtSpaces(): void {
    let depth = 0
    let bare = true
    for (let at = this.at; at < this.tokens.length; at++) {
      const token = this.tokens[at] as Token
      if (token.kind === 'command' && token.value.startsWith('begin ')) depth++
      if (token.kind === 'command' && token.value.startsWith('end ') && depth-- === 0) break
      if (depth > 0) continue
      if (token.kind === 'command' && token.value === 'newline') bare = true
      else if (bare && at > this.at && this.isBehindSpace(this.tokens[at - 1] as Token, token) && this.beginsCase(at)) {
        this.replace(at, 0, newToken('sign', '&', token.start, token.start, token.gap, token.grouped, false))
        bare = false
      } else if (token.value === '&' || (token.kind !== 'text' && table.relations.has(token.value))) bare = false
    }
  }

  private isBehindSpace(before: Token, token: Token): boolean {
    return before.value !== 'newline' && /\\q?quad(?![a-z])/.test(this.text.slice(before.end, token.start))
  }

  /** Words or a relation before the row ends. */
  private beginsCase(from: number): boolean {
    for (let at = from; at < this.tokens.length; at++) {
      const token = this.tokens[at] as Token
      if (token.kind === 'text' || token.kind === 'word' || table.relations.has(token.value)) return true
      if (token.kind === 'command' && (token.value === 'newline' || token.value.startsWith('end '))) return false
    }
    return false
  }

  /** Whether something stands in the row before a mark of alignment. */
  private endsCell(before: Token): boolean {
    return before.kind !== 'command' || !(before.value === 'newline' || before.value.startsWith('begin '))
  }

  /** Rows of environments that are not aligned hold one cell. */
  protected joinCells(cells: readonly Tree[]): Tree {
    return cells.length === 1 ? (cells[0] as Tree) : { type: 'list', separator: 'space', items: cells }
  }

  /** Tables have empty cells, matrices do not. */
  protected emptyCell(environment: Token, cell: Token): Tree {
    const drawn = environment.value === 'begin array' || environment.value === 'begin tabular'
    return drawn ? { type: 'text', value: '', span: { start: cell.end, end: cell.end } } : this.missing('an entry')
  }

  /** `{c|cc}` behind `\begin{array}`. */
  protected skipColumns(): void {
    let depth = 0
    while (this.token().kind !== 'end') {
      if (this.isSign('{')) depth++
      if (this.isSign('}') && --depth === 0) {
        this.at++
        return
      }
      this.at++
    }
  }
}
