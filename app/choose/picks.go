package choose

// picks are the entries that are chosen in one place, by path.
type picks struct {
	many    bool
	folders bool // folders can be chosen too
	paths   map[string]bool
}

// takes tells whether an entry can be chosen rather than entered.
func (p *picks) takes(e entry) bool {
	return e.kind == file || e.kind == folder && p.many && p.folders
}

func (p *picks) has(e entry) bool { return p.paths[e.path] && p.takes(e) }

// add chooses an entry, and it alone where only one can be chosen.
func (p *picks) add(e entry) {
	if !p.takes(e) {
		return
	}
	if p.paths == nil || !p.many {
		p.paths = map[string]bool{}
	}
	p.paths[e.path] = true
}

// toggle chooses an entry or, where several can be chosen, leaves it again.
func (p *picks) toggle(e entry) {
	if p.many && p.has(e) {
		delete(p.paths, e.path)
		return
	}
	p.add(e)
}

// all chooses every file of a listing or, if all are chosen, none. Folders are
// left as they are: what is in them has not been seen.
func (p *picks) all(l listing) {
	if !p.many {
		return
	}
	if full := p.full(l); full {
		p.clear()
		return
	}
	for _, e := range l.entries {
		if e.kind == file {
			p.add(e)
		}
	}
}

// full tells whether every file of a listing is chosen, and there are some.
func (p *picks) full(l listing) bool {
	files, _ := p.count(l)
	return files > 0 && files == l.files
}

func (p *picks) clear() { p.paths = nil }

// count is how many files and folders of a listing are chosen.
func (p *picks) count(l listing) (files, folders int) {
	for _, e := range l.entries {
		switch {
		case !p.has(e):
		case e.kind == file:
			files++
		default:
			folders++
		}
	}
	return files, folders
}

// list is what is chosen, in the order of the listing.
func (p *picks) list(l listing) []string {
	var out []string
	for _, e := range l.entries {
		if p.has(e) {
			out = append(out, e.path)
		}
	}
	return out
}
