export type { Cause, Certainty, Outcome, Side, Strategy, Witness } from './canonical/ladder/decision.ts'
export { type Agreement, type Ground, type Proof, type Theorem, theorems } from './canonical/ladder/ground.ts'
export type { Gold, GoldSpec } from './compare/gold.ts'
export type { Kind } from './compare/kind.ts'
export { type Policy, policies, type Rounding } from './compare/policy.ts'
export { type Different, type Equivalent, rulesVersion, type Step, type Undecided, type Verdict } from './compare/verdict.ts'
export { explain } from './explain/explain.ts'
export { explainMarkdown } from './explain/markdown.ts'
export { extract } from './extract/extract.ts'
export type {
  Candidate,
  ExtractOptions,
  Extraction,
  ExtractionRule,
  FinishReason,
  Found,
  NoAnswerReason,
  NotFound,
} from './extract/extraction.ts'
export { type Parsed, parse } from './latex/parse.ts'
export { toLatex } from './latex/print/latex.ts'
export { toText } from './latex/print/text.ts'
export { defaultLimits, type Limits } from './limits/budget.ts'
export type { Options } from './options.ts'
export type { Diagnostic, DiagnosticCode, Severity } from './source/diagnostic.ts'
export { formatDiagnostic } from './source/excerpt.ts'
export type { Span } from './source/span.ts'
export { fromMathJson, toMathJson } from './tree/json.ts'
export type * from './tree/tree.ts'
export { createVerifier, type JudgeInput, judge, type Verifier, verify } from './verify.ts'
