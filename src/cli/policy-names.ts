import { type Policy, policies } from '../compare/policy.ts'

/** Policies by the name that a person types, which is the name that a verdict's log shows. */
const byName: ReadonlyMap<string, Policy> = new Map(Object.values(policies).map(policy => [policy.name, policy]))

export const policyNames: readonly string[] = [...byName.keys()]

/** @param name one of `policyNames` */
export function policyNamed(name: string): Policy {
  const policy = byName.get(name)
  if (!policy) throw new RangeError(`Expected one of ${policyNames.join(', ')}, found ${name}`)
  return policy
}
