import { defineConfig } from 'vitest/config'

/** `.ci/run` asks for a report to count from; nobody else needs one. */
const report = process.env['MATHVERDICT_TEST_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // The core has no observable state at module level, so test files may share a worker and its modules.
    isolate: false,
    // Nothing here is judged by the clock, and a busy machine is no failure.
    testTimeout: 60_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
