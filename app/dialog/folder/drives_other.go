//go:build !windows

package folder

import "io/fs"

// drives lists the roots of the file system where there are several; nil where
// there is one.
var drives func() []string

// hidden tells whether a file is hidden otherwise than by its name.
func hidden(fs.FileInfo) bool { return false }
