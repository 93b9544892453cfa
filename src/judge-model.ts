/**
 * The door to a second opinion: a model behind an OpenAI-compatible chat API that is asked about answers which the rules refused
 * or could not decide. The command `mathverdict rejudge` does it for files.
 */
export { Agreement, type AgreementReport } from './judge-model/agreement.ts'
export { type GuardOptions, type GuardReason, guard, guardReasons } from './judge-model/guard.ts'
export {
  createModelJudge,
  type JudgeTotals,
  JudgeUnavailable,
  type ModelJudge,
  type ModelTier,
  type ModelVerdict,
} from './judge-model/model-judge.ts'
export type { ModelJudgeOptions, ResolvedJudgeOptions } from './judge-model/options.ts'
export {
  type Asked,
  type CustomPrompt,
  type Message,
  type Prompt,
  labelPrompt,
  tierPrompt,
  type VerdictPrompt,
  type VerdictPromptName,
  type VerdictWords,
  verdictPrompts,
} from './judge-model/prompts.ts'
export { type ReadVerdict, readTier, readVerdict } from './judge-model/reading.ts'
export { type RuleVerdict, type Selection, selectionOf, selections, usualSelections } from './judge-model/selection.ts'
