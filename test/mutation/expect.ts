/**
 * Vitest's words without Vitest: tests register themselves in a list that the mutation runner walks, again and again in one
 * process. The matchers are Vitest's own.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'

export interface Registered {
  readonly name: string
  readonly run: () => unknown
}

type Body = (...values: unknown[]) => unknown
interface Register {
  (name: unknown, body: Body): void
  each(rows: readonly unknown[]): (name: unknown, body: Body) => void
}

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

type Expect = Parameters<typeof setState>[1]
const expect = Object.assign((value: unknown, message?: string) => {
  setState({ assertionCalls: getState(expect as unknown as Expect).assertionCalls + 1 }, expect as unknown as Expect)
  return chai.expect(value, message)
}, chai.expect)
Object.assign(expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT))
setState({ assertionCalls: 0 }, expect as unknown as Expect)
const extensible = chai.expect as unknown as { extend(on: unknown, matchers: unknown): void }
extensible.extend(expect, customMatchers)
Reflect.set(globalThis, GLOBAL_EXPECT, expect)

/** A row of `each`: an array is a list of arguments, anything else is one. */
const spread = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row])
const named = (name: unknown): string => (typeof name === 'function' ? name.name : String(name))

/** Types are the compiler's; nothing runs. */
const expectTypeOf = (): unknown => anything
const anything: unknown = new Proxy(() => anything, { get: () => anything })

/** What `import … from 'vitest'` gives to tests that register in `tests`. */
export function vocabulary(tests: Registered[]): object {
  const path: string[] = []
  const it: Register = Object.assign(
    (name: unknown, body: Body) => {
      tests.push({ name: [...path, named(name)].join(' '), run: body })
    },
    {
      each: (rows: readonly unknown[]) => (name: unknown, body: Body) => {
        rows.forEach((row, index) => {
          it(`${named(name)} [${index}]`, () => body(...spread(row)))
        })
      },
    },
  )
  const describe: Register = Object.assign(
    (name: unknown, body: Body) => {
      path.push(named(name))
      body()
      path.pop()
    },
    {
      each: (rows: readonly unknown[]) => (name: unknown, body: Body) => {
        rows.forEach((row, index) => {
          describe(`${named(name)} [${index}]`, () => body(...spread(row)))
        })
      },
    },
  )
  return { describe, it, test: it, expect, expectTypeOf }
}
