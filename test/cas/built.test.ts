import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The JavaScript that is published, in a folder from which the packages are found. */
let folder = ''
beforeAll(async () => {
  await mkdir('build', { recursive: true })
  folder = mkdtempSync(join('build', 'cas-'))
  const tsc = resolve('node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', folder, '--noCheck', '--declaration', 'false'])
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(['nerdamer', 'mathjs'] as const)(
  'the built thread of %s answers, and ends',
  name => {
    const code = `
    import { createCas, judgeWithCas } from ${JSON.stringify(pathToFileURL(resolve(folder, 'cas.js')).href)}
    const cas = createCas(${JSON.stringify(name)}, { timeout: 30000 })
    const ask = (prediction, reference) => judgeWithCas({ prediction, reference }, cas, { limits: { steps: 40 } })
    const same = await ask('x^3+x^2-x-1', '(x+1)^2\\\\cdot(x-1)')
    const other = await ask('x^3+x^2-x-2', '(x+1)^2\\\\cdot(x-1)')
    await cas.close()
    console.log(JSON.stringify([same.outcome, same.certainty, same.by ?? same.strategy, other.outcome]))`
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', timeout: 100_000 })
    // mathjs does not multiply out.
    expect(JSON.parse(printed)).toEqual(
      name === 'nerdamer' ? ['equivalent', 'likely', 'cas', 'undecided'] : ['undecided', null, null, 'undecided'],
    )
  },
  120_000,
)
