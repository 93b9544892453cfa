/** What `package.json` and the lock file promise to whoever installs. `npm run package` checks the rest on the packed files. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './sources.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as Readonly<Record<string, unknown>>
const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> }

describe('the package', () => {
  it('pins exact versions, because majors that need a newer Node are taken silently', () => {
    const versions = { ...(manifest['dependencies'] ?? {}), ...(manifest['devDependencies'] ?? {}) }
    for (const [name, version] of Object.entries(versions)) expect(`${name}@${version}`).toMatch(/^.+@\d+\.\d+\.\d+(-[\w.]+)?$/)
  })

  it('holds no download addresses in the lock file, so that it installs through any mirror', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => 'resolved' in entry)).toEqual([])
  })

  it('lists the binaries of every platform in the lock file, because `npm ci` refuses one that names some and lacks others', () => {
    const missing = Object.values(lock.packages)
      .flatMap(entry => Object.keys(entry['optionalDependencies'] ?? {}))
      .filter(name => !Object.keys(lock.packages).some(path => path.endsWith(`node_modules/${name}`)))
    expect(missing).toEqual([])
  })

  it('is tested by the command that the README names', () => {
    const [, command = ''] = /README's test command \(`(.+?)`\)/.exec(read('.ci/run')) ?? []
    expect(command).not.toBe('')
    expect(read('README.md')).toContain(command)
  })
})
