package folder

// Picks are the entries that are chosen in one place, by path.
type Picks struct {
	Many    bool
	Folders bool // folders can be chosen too
	paths   map[string]bool
}

// Takes tells whether an entry can be chosen rather than entered.
func (p *Picks) Takes(e Entry) bool {
	return e.Kind == File || e.Kind == Folder && p.Many && p.Folders
}

func (p *Picks) Has(e Entry) bool { return p.paths[e.Path] && p.Takes(e) }

// Add chooses an entry, and it alone where only one can be chosen.
func (p *Picks) Add(e Entry) {
	if !p.Takes(e) {
		return
	}
	if p.paths == nil || !p.Many {
		p.paths = map[string]bool{}
	}
	p.paths[e.Path] = true
}

// Toggle chooses an entry or, where several can be chosen, leaves it again.
func (p *Picks) Toggle(e Entry) {
	if p.Many && p.Has(e) {
		delete(p.paths, e.Path)
		return
	}
	p.Add(e)
}

// All chooses every file of a listing or, if all are chosen, none. Folders are
// left as they are: what is in them has not been seen.
func (p *Picks) All(l Listing) {
	if !p.Many {
		return
	}
	if full := p.Full(l); full {
		p.Clear()
		return
	}
	for _, e := range l.Entries {
		if e.Kind == File {
			p.Add(e)
		}
	}
}

// Full tells whether every file of a listing is chosen, and there are some.
func (p *Picks) Full(l Listing) bool {
	files, _ := p.Count(l)
	return files > 0 && files == l.Files
}

func (p *Picks) Clear() { p.paths = nil }

// Count is how many files and folders of a listing are chosen.
func (p *Picks) Count(l Listing) (files, folders int) {
	for _, e := range l.Entries {
		switch {
		case !p.Has(e):
		case e.Kind == File:
			files++
		default:
			folders++
		}
	}
	return files, folders
}

// List is what is chosen, in the order of the listing.
func (p *Picks) List(l Listing) []string {
	var out []string
	for _, e := range l.Entries {
		if p.Has(e) {
			out = append(out, e.Path)
		}
	}
	return out
}
