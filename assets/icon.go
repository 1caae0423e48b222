package assets

import _ "embed" // for the icon

// Icon is the program's icon as a PNG of 512 × 512 pixels, drawn from icon.svg.
// The same picture stands in FyneApp.toml for packages.
//
//go:embed icon.png
var Icon []byte
