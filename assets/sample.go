// Package assets holds what the program carries inside itself.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed sample
var sampleFiles embed.FS

// Sample returns the files of the sample project: five dispatches as UTF-8
// text, manifest.csv with their particulars (in the columns that adding a
// manifest expects), and annotations.json with the claims and annotations a
// reviewer made in them. Names are relative to the sample's own folder. The
// outlets and bylines are invented; the words of public figures are real.
func Sample() fs.FS {
	sample, err := fs.Sub(sampleFiles, "sample")
	if err != nil {
		panic(err) // fs.Sub fails only for a malformed name, and this one is fixed
	}
	return sample
}
