/**
 * Answers in Markdown documents. An entry point of its own, because it loads unified, remark-parse, remark-math and
 * remark-gfm: a hundred milliseconds at start-up and about a millisecond for each kilobyte.
 */
export { extractMarkdown } from './markdown/extract.ts'
export type { MarkdownExtraction, MarkdownFound, MarkdownNotFound, MarkdownOptions, MarkdownRule } from './markdown/extraction.ts'
export { type AnswersOptions, remarkAnswers } from './markdown/plugin.ts'
