// The page in which the articles' texts stand, as browsers show them, and what is to be
// found in it.
import fs from 'node:fs'
import { JSDOM } from 'jsdom'

const dom = new JSDOM('<pre id="text"></pre>')
for (const name of Object.getOwnPropertyNames(dom.window)) {
  if (!(name in globalThis)) {
    try { globalThis[name] = dom.window[name] } catch { /* not for others */ }
  }
}
globalThis.window = dom.window
globalThis.document = dom.window.document
globalThis.ResizeObserver = class { observe () {} unobserve () {} disconnect () {} }

export const readJSON = path => JSON.parse(fs.readFileSync(path, 'utf8'))

// passages yields each Web Annotation of a set with the element that holds its article.
export function * passages (setPath, articlesPath) {
  const texts = Object.fromEntries(readJSON(articlesPath).map(a => ['urn:uuid:' + a.id, a.text]))
  const element = document.getElementById('text')
  for (const item of readJSON(setPath).first.items) {
    element.textContent = texts[item.target.source.canonical]
    yield { item, element, exact: item.target.selector[0].exact }
  }
}

// end tells how many were right, and how it went.
export function end (checked, faults) {
  for (const fault of faults.slice(0, 10)) console.log(fault)
  console.log(`${checked} checked, ${faults.length} wrong`)
  process.exit(faults.length > 0 || checked === 0 ? 1 : 0)
}
