import { basename } from 'node:path'
import { type Options, SingleBar } from 'cli-progress'
import { grouped } from './numbers.ts'

/** How far the run is, by bytes of the input: rows are not known before they are read. */
export interface Progress {
  readonly advance: (bytes: number, rows: number) => void
  readonly enter: (file: string) => void
  readonly stop: () => void
}
const nothing = (): void => undefined
export const silent: Progress = { advance: nothing, enter: nothing, stop: nothing }

/** @param total bytes of all inputs; `undefined` when one of them is a pipe, then there is no bar and no time that is left */
export function progressBar(total: number | undefined): Progress {
  const options: Options = {
    stream: process.stderr,
    format: total === undefined ? '{size} · {rows} rows · {file}' : '{bar} {percentage}% · {rows} rows · {eta_formatted} left · {file}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    fps: 8,
    etaBuffer: 50,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false, // Ctrl-C is handled by the command, which stops the bar
    emptyOnZero: true,
  }
  const bar = new SingleBar(options)
  let bytes = 0
  let rows = 0
  let file = ''
  const show = () => ({ rows: grouped(rows), size: byteSize(bytes), file })
  bar.start(total ?? 0, 0, show())
  return {
    advance: (moreBytes, moreRows) => {
      bytes += moreBytes
      rows += moreRows
      bar.update(Math.min(bytes, total ?? 0), show())
    },
    enter: name => {
      file = name === '-' ? 'standard input' : basename(name)
    },
    stop: () => bar.stop(),
  }
}

function byteSize(bytes: number): string {
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}
