/** Half-open range `[start, end)` of UTF-16 offsets into the text that the caller gave. */
export interface Span {
  readonly start: number
  readonly end: number
}
