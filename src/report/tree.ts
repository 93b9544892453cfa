/** The written tree as a nested list, each node with its name, its own data and its formula. */
import { toLatex, type Tree } from '../index.ts'
import { children } from '../tree/children.ts'
import { formula } from './formula.ts'
import { html, type Html, visible } from './html.ts'

/** Nodes of a tree that are shown. */
const mostNodes = 60
/** How deep lists are nested. */
const deepest = 12

export function treeList(tree: Tree): Html {
  let left = mostNodes
  const item = (node: Tree, depth: number): Html => {
    left -= 1
    const inside = children(node)
    const open = depth < deepest && left > 0
    const below = open ? inside.map(child => (left > 0 ? item(child, depth + 1) : undefined)) : []
    const cut = inside.length > 0 && (!open || left <= 0) && html`<li class="gap">…</li>`
    return html`<li><code>${node.type}</code> ${labelOf(node)}${inside.length > 0 && html`<ul>${below}${cut}</ul>`}</li>`
  }
  return html`<ul class="tree">${item(tree, 0)}</ul>`
}

/** What a node holds beside its children, or its formula. */
function labelOf(node: Tree): Html {
  switch (node.type) {
    case 'number':
      return html`<samp>${node.lexeme}</samp>`
    case 'symbol':
    case 'constant':
      return html`<samp>${visible(node.name, 60)}</samp>`
    case 'text':
      return html`<samp>“${visible(node.value, 120)}”</samp>`
    case 'unread':
      return html`<samp class="unread">${visible(node.source, 120)}</samp>`
    default:
      return formula(toLatex(node)) ?? html``
  }
}
