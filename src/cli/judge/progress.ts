import { basename } from 'node:path'
import { type Options, SingleBar } from 'cli-progress'
import type { Terminal } from '../terminal.ts'
import { grouped } from './numbers.ts'

/** How far the run is, by bytes of the input: rows are not known before they are read. */
export interface Progress {
  readonly advance: (bytes: number, rows: number) => void
  readonly enter: (file: string) => void
  readonly stop: () => void
}
const nothing = (): void => undefined
const silent: Progress = { advance: nothing, enter: nothing, stop: nothing }

/**
 * A bar where a person looks at standard error, a line now and then where it goes into a log, nothing where nothing is wanted.
 *
 * @param total bytes of all inputs; `undefined` when one of them is a pipe
 */
export function progressOn(terminal: Terminal, quiet: boolean | undefined, total: number | undefined): Progress {
  if (quiet === true) return silent
  return terminal.watched ? progressBar(total) : progressLines(terminal.err, total)
}

/** Seconds between two lines of a log. */
const between = 30

/**
 * Lines for a log, the first after half a minute, so that a short run leaves none.
 *
 * @param now milliseconds of a clock
 */
export function progressLines(write: (text: string) => void, total: number | undefined, now: () => number = Date.now): Progress {
  const start = now()
  let told = start
  let bytes = 0
  let rows = 0
  let file = ''
  return {
    advance: (moreBytes, moreRows) => {
      bytes += moreBytes
      rows += moreRows
      const time = now()
      if (time - told < between * 1000) return
      told = time
      const share = total === undefined || total === 0 ? undefined : Math.min(1, bytes / total)
      const far = share === undefined ? byteSize(bytes) : `${(share * 100).toFixed(0)} %`
      const left = share === undefined || share === 0 ? undefined : ((time - start) / 1000) * (1 / share - 1)
      write(`${[far, `${grouped(rows)} rows`, ...(left === undefined ? [] : [`${duration(left)} left`]), file].join(' · ')}\n`)
    },
    enter: name => {
      file = shown(name)
    },
    stop: nothing,
  }
}

/** `2 h 5 min`, `3 min 20 s`, `9 s`. */
function duration(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`
}

const shown = (name: string): string => (name === '-' ? 'standard input' : basename(name))

/** @param total bytes of all inputs; `undefined` when one of them is a pipe, then there is no bar and no time that is left */
function progressBar(total: number | undefined): Progress {
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
      file = shown(name)
    },
    stop: () => bar.stop(),
  }
}

function byteSize(bytes: number): string {
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}
