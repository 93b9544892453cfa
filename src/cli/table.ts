import Table from 'cli-table3'

export type Align = 'left' | 'right'

/** A table without lines: two spaces between columns, as a shell user expects. */
export function table(rows: readonly (readonly string[])[], align: readonly Align[]): string {
  const plain = new Table({
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: [...align],
  })
  for (const row of rows) plain.push([...row])
  return plain
    .toString()
    .split('\n')
    .map(line => `${line.trimEnd()}\n`)
    .join('')
}
