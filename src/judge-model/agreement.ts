/**
 * How the verdicts of the rules stand against those of the judge.
 *
 *                     judge: correct    judge: incorrect
 *     rule accepts      both_right        rule_only           only if accepted answers were asked about
 *     rule does not     judge_only        both_wrong
 *
 * The judge is no truth either; the table says where to look.
 */
export interface AgreementReport {
  readonly both_right: number
  readonly rule_only: number
  readonly judge_only: number
  readonly both_wrong: number
  /** Accepted answers that the judge was not asked about. */
  readonly accepted_unasked: number
  /** both_right ÷ accepted answers that the judge decided; `null` when it was asked about none. */
  readonly precision: number | null
  /** Accepted ÷ (accepted + judge_only), where unasked accepted answers count as right; `null` without any. */
  readonly recall: number | null
}

export class Agreement {
  #bothRight = 0
  #ruleOnly = 0
  #judgeOnly = 0
  #bothWrong = 0
  #unasked = 0

  /** @param judge what the judge decided; anything but a decision counts as not asked */
  add(accepted: boolean, judge: string | undefined): void {
    if (judge === 'correct') {
      if (accepted) this.#bothRight += 1
      else this.#judgeOnly += 1
    } else if (judge === 'incorrect') {
      if (accepted) this.#ruleOnly += 1
      else this.#bothWrong += 1
    } else if (accepted) this.#unasked += 1
  }

  report(): AgreementReport {
    const asked = this.#bothRight + this.#ruleOnly
    const right = this.#bothRight + this.#unasked
    return {
      both_right: this.#bothRight,
      rule_only: this.#ruleOnly,
      judge_only: this.#judgeOnly,
      both_wrong: this.#bothWrong,
      accepted_unasked: this.#unasked,
      precision: asked === 0 ? null : this.#bothRight / asked,
      recall: right + this.#judgeOnly === 0 ? null : right / (right + this.#judgeOnly),
    }
  }
}
