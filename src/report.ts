/**
 * The door to reports: verdicts as one page of HTML, with formulas, trees and traces. The command `mathverdict report` makes one of
 * files that were judged.
 */
export type { ReportEntry } from './report/entry.ts'
export { type ReportOptions, renderReport } from './report/page.ts'
export type { ReportTable } from './report/tables.ts'
