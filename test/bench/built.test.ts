import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lexerModule, root } from '../../bench/speed/built.ts'

it('names a module of the package as the floor of all figures: files move, and no compiler sees a path in a text', () => {
  expect(existsSync(join(root, 'src', `${lexerModule}.ts`))).toBe(true)
})
