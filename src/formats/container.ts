/** What kind of file this is, told by its first bytes and, where those say nothing, by its name. */

/** How rows lie in a file. */
export const containers = ['csv', 'json', 'jsonl', 'parquet'] as const
export type Container = (typeof containers)[number]
export const compressions = ['gzip', 'none', 'zstd'] as const
export type Compression = (typeof compressions)[number]

const magics: readonly { readonly magic: readonly number[]; readonly is: string }[] = [
  { magic: [0x1f, 0x8b], is: 'gzip' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], is: 'zstd' },
  { magic: [0x50, 0x41, 0x52, 0x31], is: 'parquet' },
  { magic: [0x50, 0x4b, 0x03, 0x04], is: 'zip' },
  { magic: [0xff, 0xfe], is: 'utf-16' },
  { magic: [0xfe, 0xff], is: 'utf-16' },
]

/**
 * What the first bytes say.
 *
 * @param start at least 8 bytes, unless the file is shorter
 * @returns a compression, `parquet`, a kind of file that is not read, or `text`
 */
export function magicOf(start: Uint8Array): 'gzip' | 'parquet' | 'text' | 'utf-16' | 'zip' | 'zstd' {
  const found = magics.find(({ magic }) => magic.every((byte, at) => start[at] === byte))
  return (found?.is as ReturnType<typeof magicOf> | undefined) ?? 'text'
}

/** The name without the ending of a compression: `x.jsonl.gz` is `x.jsonl`. */
export const withoutCompression = (name: string): string => name.replace(/\.(?:gz|gzip|zst|zstd)$/i, '')

/**
 * How the rows of a text file lie in it: `[` opens a JSON array; a name that ends in `.csv` or `.tsv` is a table; all else is
 * one JSON object a line.
 *
 * @param start first bytes of the text, decompressed
 */
export function textContainer(name: string, start: Uint8Array): 'csv' | 'json' | 'jsonl' {
  if (/\.(?:csv|tsv)$/i.test(withoutCompression(name))) return 'csv'
  const first = start.find(byte => !(byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xef || byte === 0xbb || byte === 0xbf))
  return first === 0x5b ? 'json' : 'jsonl'
}
