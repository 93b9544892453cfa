import type { Span } from '../source/span.ts'
import { isHedged } from './hedge.ts'
import { jointBefore } from './part-before.ts'
import { jointBehind } from './part-behind.ts'
import { Scene, standsAlone } from './scene.ts'

/**
 * Whether a box is only a part of what is written around it.
 *
 *     -\boxed{5}   2\boxed{5}   \boxed{5}^2   $\boxed{5}+1$   $x=1-\boxed{5}$   $\log\boxed{5}$     a part
 *     $x<\boxed{5}$   $(\boxed{5},6)$   6 or \boxed{5}   less than \boxed{5}                       a part
 *     $x=\boxed{5}$   \boxed{5}\text{ cm}   \boxed{5}^\circ   \boxed{9}\pmod{11}                    the whole value
 *     $\boxed{3}+4=7$   $7=4+\boxed{3}$                                                             fills in a blank
 *     $\boxed{5}=6$   $6=\boxed{5}$                                                                contradicts what is beside it
 *
 * What stands on either side is read piece by piece (`beside.ts`), through units, fences around the box alone and the end of the
 * formula, until something joins the box or nothing does. A part of one side of an equation fills in a blank when another side holds
 * a number. In prose a dash with blanks is a dash, and words count only right at the box.
 */
export function isPart(text: string, box: Span, from: number, to: number): boolean {
  if (standsAlone(text, box, from, to)) return false
  const scene = new Scene(text, box, from, to)
  if (isCellOfMatrix(scene) || isHedged(scene)) return true
  const joint = jointBefore(scene) ?? (scene.label ? undefined : jointBehind(scene))
  return joint === 'contradiction' || (joint === 'part' && !isBlankOfEquation(scene))
}

/** Another side of the equation, in the same line and formula, holds a number: the box is what was missing. */
function isBlankOfEquation({ text, from, to, box }: Scene): boolean {
  const after = text.slice(box.end, to)
  const stop = /[$\n]|\\[)\]]/.exec(after)
  const behind = after.slice(0, stop?.index ?? after.length)
  const equals = behind.indexOf('=')
  if (equals >= 0) return /\d/.test(behind.slice(equals + 1))
  const before = text.slice(from, box.start)
  const start = Math.max(before.lastIndexOf('$'), before.lastIndexOf('\n'), before.lastIndexOf('\\('), before.lastIndexOf('\\['))
  const last = before.lastIndexOf('=')
  return last > start && /\d/.test(before.slice(start + 1, last))
}

/** The box is an entry of a matrix, or of an array or a case distinction with other entries where no `=` leads to it. */
function isCellOfMatrix({ text, from, to, box }: Scene): boolean {
  const before = text.slice(from, box.start)
  if (!before.includes('\\begin{')) return false
  const begin = before.lastIndexOf('\\begin{')
  if (before.lastIndexOf('\\end{') > begin) return false
  const name = before.slice(begin + 7, begin + 24)
  if (/^[a-zA-Z]{0,6}matrix\*?\}/.test(name)) return true
  if (!/^(?:array|[a-z]{0,1}cases)\*?\}/.test(name)) return false
  const cell = before.slice(Math.max(begin, before.lastIndexOf('&'), before.lastIndexOf('\\\\')))
  if (cell.includes('=')) return false
  const after = text.slice(box.end, to)
  const end = after.indexOf('\\end{')
  const behind = after.slice(0, end < 0 ? after.length : end).trimEnd()
  return /&|\\\\/.test(before.slice(begin)) || /&|\\\\./.test(behind)
}
