#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts'
import { run } from './program.ts'
import { processTerminal } from './terminal.ts'

const interrupt = new AbortController()
// Only once: whoever presses Ctrl-C again does not want to wait.
for (const end of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(end, () => interrupt.abort())
const terminal = processTerminal()
try {
  // The exit code is set, not forced, so that pipes are drained.
  process.exitCode = await run(process.argv.slice(2), terminal, interrupt.signal)
} catch (error) {
  terminal.err(
    `mathverdict failed, which is a mistake of its own and should be reported:\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = exitCodes.bug
}
