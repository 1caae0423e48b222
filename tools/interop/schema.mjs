// The export keeps to the published JSON Schema.
import Ajv from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { readJSON, end } from './page.mjs'

const ajv = new Ajv({ allErrors: true, strict: true })
formats(ajv)
const valid = ajv.compile(readJSON(process.argv[3]))
valid(readJSON(process.argv[2]))
end(1, (valid.errors ?? []).map(e => `${e.instancePath} ${e.message}`))
