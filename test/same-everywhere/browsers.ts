import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import type { Runtime } from './runtimes.ts'

/**
 * Engines of browsers. A page on this machine loads the core, judges, and posts what it found; the browser runs headless with
 * an empty profile. No driver is needed: any browser that opens an address will do.
 */
export function browsers(): readonly Runtime[] {
  const named = (process.env['SAME_BROWSERS'] ?? '').split(':').filter(path => path !== '')
  return (named.length > 0 ? named : onPath()).map(inBrowser)
}

const known = [
  ['chromium', 'google-chrome', 'chrome'],
  ['firefox', 'firefox-esr'],
]

/** One browser of each engine that the path knows. */
function onPath(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return known.flatMap(names => {
    const found = names.flatMap(name => folders.map(folder => join(folder, name))).find(path => existsSync(path))
    return found === undefined ? [] : [found]
  })
}

function inBrowser(executable: string): Runtime {
  return {
    name: executable,
    async judge(script, cases) {
      const profile = mkdtempSync(join(tmpdir(), 'same-everywhere-browser-'))
      const page = '<!doctype html><meta charset="utf-8"><script src="/core.js"></script><script src="/ask.js"></script>'
      let answer: (text: string) => void = () => undefined
      let fail: (cause: Error) => void = () => undefined
      const answered = new Promise<string>((resolve, reject) => {
        answer = resolve
        fail = reject
      })
      const server = createServer((request, response) => {
        if (request.method === 'POST') {
          const pieces: Buffer[] = []
          request.on('data', (piece: Buffer) => pieces.push(piece))
          request.on('end', () => {
            response.end()
            answer(Buffer.concat(pieces).toString('utf8'))
          })
          return
        }
        const [type, body] =
          request.url === '/core.js'
            ? ['text/javascript', script]
            : request.url === '/ask.js'
              ? ['text/javascript', ask]
              : request.url === '/cases.json'
                ? ['application/json', JSON.stringify(cases)]
                : ['text/html', page]
        response.setHeader('content-type', `${type}; charset=utf-8`)
        response.end(body)
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      const firefox = basename(executable).startsWith('firefox')
      const child = spawn(
        executable,
        firefox
          ? ['--headless', '--no-remote', '--profile', profile, address]
          : ['--headless', '--no-sandbox', '--no-first-run', `--user-data-dir=${profile}`, address],
        { stdio: 'ignore', detached: true },
      )
      child.once('error', fail)
      child.once('exit', code => fail(new Error(`${executable} ended with ${code} before it answered`)))
      try {
        const { agent, lines, failure } = JSON.parse(await answered) as { agent: string; lines: readonly string[]; failure?: string }
        if (failure !== undefined) throw new Error(`${agent}: ${failure}`)
        return lines
      } finally {
        if (child.pid !== undefined) endGroup(child.pid)
        server.close()
        server.closeAllConnections()
        rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
      }
    },
  }
}

/** A browser is many processes; they are one group. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

const ask = `
(async () => {
  const answer = { agent: navigator.userAgent, lines: [] }
  try {
    answer.lines = judgeLines(await (await fetch('/cases.json')).json())
  } catch (cause) {
    answer.failure = String(cause && cause.stack || cause)
  }
  await fetch('/', { method: 'POST', body: JSON.stringify(answer) })
})()`
