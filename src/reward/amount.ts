/** A number, or `null` for "leave this sample out of the statistics". */
export type Price = number | null
