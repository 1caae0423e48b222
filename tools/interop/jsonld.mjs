// Nothing is lost where the JSON-LD is expanded and compacted again: a key that the
// context does not know would be gone.
import jsonld from 'jsonld'
import fs from 'node:fs'
import { end } from './page.mjs'

const context = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'))
const documentLoader = async url => ({ contextUrl: null, documentUrl: url, document: context })
const given = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const back = await jsonld.compact(await jsonld.expand(given, { documentLoader }), given['@context'], { documentLoader })

// keysOf counts each key of a value, however deep.
function keysOf (value, counts = {}) {
  if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) counts[key] = (counts[key] ?? 0) + 1
      keysOf(inner, counts)
    }
  }
  return counts
}
const before = keysOf(given), after = keysOf(back)
end(Object.values(before).reduce((a, b) => a + b, 0),
  Object.keys(before).filter(key => before[key] !== after[key]).map(key => `${key}: ${before[key]} before, ${after[key] ?? 0} after`))
