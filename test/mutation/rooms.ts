/** The rooms that mutants are made in, and the tests that are to see them. */

/** Judged pairs: they see all rooms. */
const pairs = ['test/fixtures.test.ts', 'test/canonical/textbook.test.ts', 'test/canonical/equal.test.ts']

/** The same pairs and responses with their traces and costs, and how their answers are read: what changed, not whether it is right. */
const golden = 'test/same-everywhere/golden.test.ts'
const readings = 'test/latex/readings.test.ts'
/** They are asked last, and what they alone see is counted apart. */
export const goldens: readonly string[] = [golden, readings]

/** Two thousand responses and answers that are never to be paid. */
const hostile = 'test/hostile/hostile.test.ts'

/**
 * Not asked: fuzzing, which takes seconds and looks for crashes rather than values, the command line, files, servers and pages. What
 * only they would see counts as a survivor.
 */
export const rooms = new Map<string, readonly string[]>([
  ['exact', ['test/exact', ...pairs, golden]],
  ['latex', ['test/latex', 'test/tree', hostile, ...pairs, golden]],
  ['canonical', ['test/canonical', 'test/compare', 'test/battery', 'test/witnesses', ...pairs, golden]],
  ['compare', ['test/compare', 'test/canonical', 'test/explain', 'test/witnesses', hostile, ...pairs, golden]],
  ['extract', ['test/extract', 'test/reward/responses.test.ts', 'test/reward/hacks.test.ts', hostile, 'test/fixtures.test.ts', golden]],
  ['reward', ['test/reward']],
])

/** Tests that look at the clock: a mutant that is slow is none that is wrong, and sources with mutants in them are slower. */
export const byTheClock = 'the work grows with the length'
