// Recogito reads every annotation, and marks exactly its quote.
import { passages, end } from './page.mjs'

const { W3CTextFormat, reviveSelector } = await import('@recogito/text-annotator')
let checked = 0
const faults = []
for (const { item, element, exact } of passages(process.argv[2], process.argv[3])) {
  checked++
  const { parsed, error } = W3CTextFormat(item.target.source.id, element).parse(item)
  const marked = error ? error : reviveSelector(parsed.target.selector[0], element).range.toString()
  if (marked !== exact) faults.push(`${item.id}: ${JSON.stringify(String(marked))} for ${JSON.stringify(exact)}`)
}
end(checked, faults)
