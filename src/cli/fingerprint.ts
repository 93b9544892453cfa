import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'

/** A file by its size and the bytes at its ends: enough to notice that it is another one. */
export async function fingerprint(name: string): Promise<Readonly<Record<string, unknown>>> {
  const file = await open(name)
  try {
    const { size } = await file.stat()
    const end = Math.min(size, 65_536)
    const bytes = Buffer.alloc(2 * end)
    await file.read(bytes, 0, end, 0)
    await file.read(bytes, end, end, size - end)
    return { file: basename(name), size, digest: createHash('sha256').update(bytes).digest('hex').slice(0, 16) }
  } finally {
    await file.close()
  }
}
