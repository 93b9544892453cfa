/** What the first verdict of a process costs: bytes to load, cold import, first call. Each figure is a median over fresh processes. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { builtCore } from './built.ts'
import { median } from './clock.ts'

export interface Start {
  /** Of the entry and everything that it imports. */
  readonly bytes: number
  readonly gzipped: number
  readonly files: number
  /** Milliseconds, with the import of an empty module taken off. */
  readonly importWall: number
  readonly importCpu: number
  readonly firstVerdict: number
}

export function measureStart(runs: number): Start {
  const files = [...reached(builtCore)]
  const texts = files.map(file => readFileSync(file))
  const empty = sample('data:text/javascript,', runs)
  const core = sample(pathToFileURL(builtCore).href, runs)
  return {
    bytes: texts.reduce((sum, text) => sum + text.length, 0),
    gzipped: texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0),
    files: files.length,
    importWall: core.wall - empty.wall,
    importCpu: core.cpu - empty.cpu,
    firstVerdict: core.first,
  }
}

/** Files that a module imports statically, itself included. */
function reached(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
    reached(join(dirname(file), path ?? ''), found)
  return found
}

function sample(url: string, runs: number): { readonly wall: number; readonly cpu: number; readonly first: number } {
  const script = `const c=process.cpuUsage(),t=performance.now();const m=await import(${JSON.stringify(url)});const a=performance.now(),d=process.cpuUsage(c);m.verify?.('0.5','\\\\frac12');process.stdout.write(JSON.stringify([a-t,(d.user+d.system)/1000,performance.now()-a]))`
  const rows = Array.from(
    { length: runs },
    () =>
      JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })) as [number, number, number],
  )
  const [wall, cpu, first] = [0, 1, 2].map(at => median(rows.map(row => row[at] ?? Number.NaN))) as [number, number, number]
  return { wall, cpu, first }
}
