package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// stampKey is how a stamp looks.
type stampKey struct {
	r    fyne.Resource
	size float32
}

var stamps = map[stampKey]*canvas.Image{}

// Stamp puts a picture into a container of its own and that to a place, in a
// size, both in pixels. All stamps of one look share one object of Fyne's: it
// keeps a texture for each object, and a sign stands in many places.
func Stamp(c *fyne.Container, r fyne.Resource, x, y, size float32) *fyne.Container {
	key := stampKey{r, size}
	image := stamps[key]
	if image == nil {
		image = Place(canvas.NewImageFromResource(r), 0, 0, size, size)
		stamps[key] = image
	}
	if len(c.Objects) == 0 || c.Objects[0] != image {
		c.Objects = []fyne.CanvasObject{image}
	}
	return Place(c, x, y, size, size)
}
