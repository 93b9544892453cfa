import type { Relation, Tree } from '../../tree/tree.ts'
import { announced, definedFunction, leadingRelations } from './grammar.ts'
import { role } from './roles.ts'
import { Terms } from './terms.ts'

/** What joins statements, chains of relations, and moduli behind them. */
export abstract class Relations extends Terms {
  /** As is the custom, what is joined by "and" binds tighter: `p \lor q \land r` is `p` or both others. */
  protected logic(): Tree {
    const { start } = this.token()
    const first = this.conjunction()
    if ((this.role() & role.logic) === 0) return first
    return this.isCommand('vee') ? this.joinedBy('vee', 'or', first, start, () => this.conjunction()) : first
  }

  private conjunction(): Tree {
    const { start } = this.token()
    const first = this.relation()
    if ((this.role() & role.logic) === 0) return first
    return this.isCommand('wedge') ? this.joinedBy('wedge', 'and', first, start, () => this.relation()) : first
  }

  private joinedBy(sign: string, operator: 'and' | 'or', first: Tree, start: number, read: () => Tree): Tree {
    const operands = [first]
    while (this.isCommand(sign)) {
      this.at++
      operands.push(read())
    }
    return { type: 'logic', operator, operands, span: this.spanFrom(start) }
  }

  protected relation(): Tree {
    const start = this.token().start
    const leading = this.relationAt()
    // `= 5` and `\approx 5` are their value; any other relation needs its left side.
    if (
      leading !== undefined &&
      (leading.relation === 'eq' || leading.relation === 'approx') &&
      (this.at === 0 || this.token(-1).value === ',')
    )
      this.at += leading.length
    const missing =
      leading !== undefined && leadingRelations.has(leading.relation) && this.startsTerm(leading.length) && !this.opensAngles()
    const first: Tree = missing ? { type: 'symbol', name: '', span: { start, end: start } } : this.sets()
    if ((this.role() & (role.relation | role.modulo)) === 0) return first
    const operands = [first]
    const operators: Relation[] = []
    let denied = false
    for (;;) {
      const found = this.relationAt()
      if (found === undefined || (operators.length > 0 && (denied || found.denied === true))) {
        if (operators.length > 0) break
        const only = this.modulo(operands[0] as Tree, start)
        // `7 mod 3 = 1`: the remainder is the left side.
        if (only === operands[0] || only.type !== 'modulo' || only.written !== 'bmod' || this.relationAt() === undefined) return only
        operands[0] = only
        continue
      }
      denied = found.denied === true
      this.at += found.length
      operators.push(found.relation)
      operands.push(this.sets())
    }
    if (operators[0] === 'eq' || operators[0] === 'approx') operands[0] = definedFunction(operands[0] as Tree)
    const relation = this.modulo(announced({ type: 'relation', operands, operators, span: this.spanFrom(start) }), start)
    return denied ? { type: 'logic', operator: 'not', operands: [relation], span: this.spanFrom(start) } : relation
  }

  /** `\pmod n`, `(mod n)` behind an expression or a congruence. */
  protected modulo(operand: Tree, start: number): Tree {
    if (this.isCommand('pmod') || this.isCommand('mod')) {
      this.at++
      const modulus = this.isSign('{') ? this.argument() : this.signedFactor(() => this.run())
      return { type: 'modulo', operand, modulus, written: 'pmod', span: this.spanFrom(start) }
    }
    const fenced = this.opensModulus()
    if (fenced || this.isWord('mod')) {
      this.at += fenced ? 2 : 1
      const modulus = this.sum()
      if (fenced) this.takeSign(')')
      return { type: 'modulo', operand, modulus, written: fenced ? 'pmod' : 'bmod', span: this.spanFrom(start) }
    }
    return operand
  }

  /** `(mod 7)` */
  protected opensModulus(): boolean {
    return this.isSign('(') && (this.isWord('mod', 1) || this.isCommand('bmod', 1) || this.isCommand('mod', 1))
  }
}
