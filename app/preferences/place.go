package preferences

import (
	"path/filepath"
	"slices"
)

// Place is where one was in a project. Offsets count code points of the
// article's text; whoever goes there checks that they lie in it.
type Place struct {
	Path    string `json:"path"`            // of the project, absolute
	Article string `json:"article"`         // its id
	First   int    `json:"first"`           // what stood at the top of the window; negative for the head
	Start   int    `json:"start,omitempty"` // of what was selected
	End     int    `json:"end,omitempty"`

	Annotation string `json:"annotation,omitempty"` // the id of the one in hand
	Claim      string `json:"claim,omitempty"`      // the same
	Page       int    `json:"page,omitempty"`       // Read, Compare, Overview or Colleagues
}

// PlaceIn returns where one was in a project; false where that is not known.
func (p *Preferences) PlaceIn(path string) (Place, bool) {
	path = absolute(path)
	i := slices.IndexFunc(p.Places, func(q Place) bool { return q.Path == path })
	if i < 0 {
		return Place{}, false
	}
	return p.Places[i], true
}

// Stay remembers where one is in a project.
func (p *Preferences) Stay(at Place) {
	at.Path = absolute(at.Path)
	p.Places = slices.DeleteFunc(slices.Clone(p.Places), func(q Place) bool { return q.Path == at.Path })
	p.Places = slices.Insert(p.Places, 0, at)
	p.Places = p.Places[:min(len(p.Places), mostRecent)]
}

func absolute(path string) string {
	if a, err := filepath.Abs(path); err == nil {
		return a
	}
	return path
}

// What files are chosen for; it is remembered for each in which folder one was.
const (
	ForProjects = "projects"
	ForArticles = "articles"
	ForExports  = "exports"
	ForKeys     = "keys"
	ForPackages = "packages"
	ForImports  = "imports"
)
