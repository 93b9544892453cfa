import type { Span } from './span.ts'

/**
 * What can be said about a text that was read. Text is data: it never throws, it yields these.
 * Sorted; each is documented in docs/diagnostics.md.
 */
export const diagnosticCodes = [
  'empty-group',
  'hidden-character',
  'look-alike-letter',
  'mismatched-fence',
  'missing-operand',
  'repaired-arguments',
  'too-deep',
  'too-long',
  'too-many-nodes',
  'trailing-text',
  'unclosed-environment',
  'unclosed-group',
  'unexpected-token',
  'unknown-command',
  'unknown-environment',
] as const

export type DiagnosticCode = (typeof diagnosticCodes)[number]

export type Severity = 'error' | 'warning' | 'note'

/** A remark on text. An `error` means that the tree holds an `unread` node there. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** "Expected …, found …" */
  readonly message: string
  readonly span: Span
}
