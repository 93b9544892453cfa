/** The built package, as users get it: never sources that a loader has changed. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as Core from '../../src/index.ts'
import type * as Lexer from '../../src/latex/lexer/lexer.ts'

export const root: string = fileURLToPath(new URL('../..', import.meta.url))
export const builtCore: string = join(root, 'dist/index.js')
/** The module that `Lexer` names, without its folder and its ending. */
export const lexerModule = 'latex/lexer/lexer'

export interface Built {
  readonly core: typeof Core
  /** The floor: nothing can be judged that was not looked at. */
  readonly lex: typeof Lexer.lex
}

export async function loadBuilt(): Promise<Built> {
  if (!existsSync(builtCore)) throw new Error('Expected a built package, found no dist/index.js; run npm run build')
  const core: typeof Core = await import(pathToFileURL(builtCore).href)
  const { lex }: typeof Lexer = await import(pathToFileURL(join(root, 'dist', `${lexerModule}.js`)).href)
  return { core, lex }
}
