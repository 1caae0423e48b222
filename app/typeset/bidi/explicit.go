package bidi

import ucd "golang.org/x/text/unicode/bidi"

// maxDepth is the greatest level that embeddings and isolates reach (BD2).
const maxDepth = 125

// status is an entry of the directional status stack.
type status struct {
	level    uint8
	override ucd.Class // L or R; ON where the characters keep their own class
	isolate  bool
}

// nesting is what the rules X1 to X8 keep in mind from one character to the
// next.
type nesting struct {
	stack    []status
	isolates int // that are open and have an entry
	// Those too deep for an entry.
	deepIsolates, deepEmbeddings int
}

func (n *nesting) top() status { return n.stack[len(n.stack)-1] }

func (n *nesting) pop() { n.stack = n.stack[:len(n.stack)-1] }

// push adds an entry of the next odd or even level, and tells whether there was
// room for it.
func (n *nesting) push(odd bool, override ucd.Class, isolate bool) bool {
	level := (n.top().level + 2) &^ 1
	if odd {
		level = (n.top().level + 1) | 1
	}
	if level > maxDepth || n.deepIsolates > 0 || n.deepEmbeddings > 0 {
		return false
	}
	n.stack = append(n.stack, status{level, override, isolate})
	return true
}

// explicit applies the rules X1 to X8: the levels that the format characters of
// the text ask for. What X9 removes gets none here.
func (p *text) explicit() {
	n := nesting{stack: []status{{p.base, ucd.ON, false}}}
	for i, c := range p.class {
		switch c {
		case ucd.RLE, ucd.LRE, ucd.RLO, ucd.LRO:
			override := ucd.ON
			switch c {
			case ucd.RLO:
				override = ucd.R
			case ucd.LRO:
				override = ucd.L
			}
			if !n.push(c == ucd.RLE || c == ucd.RLO, override, false) && n.deepIsolates == 0 {
				n.deepEmbeddings++
			}
		case ucd.RLI, ucd.LRI, ucd.FSI:
			p.set(i, n.top())
			odd := c == ucd.RLI || c == ucd.FSI && p.firstStrong(i+1, int(p.match[i])) == 1
			if n.push(odd, ucd.ON, true) {
				n.isolates++
			} else {
				n.deepIsolates++
			}
		case ucd.PDI:
			switch {
			case n.deepIsolates > 0:
				n.deepIsolates--
			case n.isolates > 0:
				n.deepEmbeddings = 0
				for !n.top().isolate {
					n.pop()
				}
				n.pop()
				n.isolates--
			}
			p.set(i, n.top())
		case ucd.PDF:
			switch {
			case n.deepIsolates > 0:
			case n.deepEmbeddings > 0:
				n.deepEmbeddings--
			case !n.top().isolate && len(n.stack) > 1:
				n.pop()
			}
		case ucd.B:
			n = nesting{stack: n.stack[:1]}
			p.levels[i] = p.base
		default:
			p.set(i, n.top())
		}
	}
}

// set gives a character the level and, where there is one, the override.
func (p *text) set(i int, s status) {
	p.levels[i] = s.level
	if s.override != ucd.ON {
		p.turned[i] = s.override
	}
}
