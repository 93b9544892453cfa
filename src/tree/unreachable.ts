/**
 * The end of a `switch` over a union: the compiler refuses the call while a member has no case. At run time only data
 * that is not of the union gets here, which is a mistake of the caller.
 */
export function unreachable(node: never): never {
  const type: unknown = typeof node === 'object' && node !== null ? (node as { type?: unknown }).type : node
  throw new TypeError(`Expected a node type, found ${typeof type === 'string' ? JSON.stringify(type) : typeof type}`)
}
