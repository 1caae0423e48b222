// Apache Annotator finds every passage by its quote and by its position, in code points.
import { passages, end } from './page.mjs'
import { createTextQuoteSelectorMatcher, createTextPositionSelectorMatcher } from '@apache-annotator/dom'

let checked = 0
const faults = []
for (const { item, element, exact } of passages(process.argv[2], process.argv[3])) {
  for (const [make, selector] of [[createTextQuoteSelectorMatcher, item.target.selector[0]], [createTextPositionSelectorMatcher, item.target.selector[1]]]) {
    checked++
    const found = []
    try {
      for await (const range of make(selector)(element)) found.push(range.toString())
    } catch (error) {
      faults.push(`${item.id} ${selector.type}: ${error}`)
      continue
    }
    if (!found.includes(exact) || (selector.type === 'TextPositionSelector' && found.length !== 1)) {
      faults.push(`${item.id} ${selector.type}: ${JSON.stringify(found)} for ${JSON.stringify(exact)}`)
    }
  }
}
end(checked, faults)
