import type { Kind } from './kind.ts'

/** What a data set knows about its gold. A declaration always wins over inference. */
export interface GoldSpec {
  /** The kind of the answer; `text` forces a comparison of words. */
  readonly type?: Kind | 'text' | 'interval' | 'point'
  /** The order of a list counts. */
  readonly ordered?: boolean
  /** Absolute tolerance as a number, or `{ relative }`. */
  readonly tolerance?: number | { readonly absolute?: number; readonly relative?: number }
  /** The unit that the gold is in, when its text has none. */
  readonly unit?: string
  /** Contents of the options in order (A, B, …), or by letter. */
  readonly options?: readonly string[] | Readonly<Record<string, string>>
  /** Several letters may be right at once. */
  readonly multiple?: boolean
}
/** A reference answer: the text alone, or with what is known about it. */
export type Gold = string | ({ readonly answer: string } & GoldSpec)
