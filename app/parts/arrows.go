package parts

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"

	"claimtrace/app/style"
)

const (
	upwards   = `<path d="M5.4 12.3 10 7.7 14.6 12.3" fill="none" stroke="%s" stroke-width="1.8"/>`
	downwards = `<path d="M5.4 7.7 10 12.3 14.6 7.7" fill="none" stroke="%s" stroke-width="1.8"/>`
	earlier   = `<path d="M12.3 5.4 7.7 10 12.3 14.6" fill="none" stroke="%s" stroke-width="1.8"/>`
	later     = `<path d="M7.7 5.4 12.3 10 7.7 14.6" fill="none" stroke="%s" stroke-width="1.8"/>`
	away      = `<path d="M6 6 14 14 M14 6 6 14" fill="none" stroke="%s" stroke-width="1.6"/>`
)

// Up is an arrow to what is above, Down one to what is below, Earlier one back
// in time, Later one onward, Away the cross that closes. Each is a resource of
// 20 by 20 in the colour given.
func Up(c color.NRGBA) fyne.Resource { return drawn("up", upwards, c) }

// Down is the arrow to what is below.
func Down(c color.NRGBA) fyne.Resource { return drawn("down", downwards, c) }

// Earlier is the arrow back in time.
func Earlier(c color.NRGBA) fyne.Resource { return drawn("earlier", earlier, c) }

// Later is the arrow onward in time.
func Later(c color.NRGBA) fyne.Resource { return drawn("later", later, c) }

// Tick is the sign of what is chosen or switched on.
func Tick(c color.NRGBA) fyne.Resource { return drawn("tick", tick, c) }

// Away is the cross that closes.
func Away(c color.NRGBA) fyne.Resource { return drawn("away", away, c) }

// drawings keeps what was drawn, on Fyne's goroutine only: a [Brush] knows a
// picture again by its resource.
var drawings = map[string]fyne.Resource{}

// drawn names the resource by what is in it: Fyne keeps pictures by name.
func drawn(name, path string, c color.NRGBA) fyne.Resource {
	name = fmt.Sprintf("%s-%s.svg", name, style.Hex(c)[1:])
	if drawings[name] == nil {
		drawings[name] = fyne.NewStaticResource(name, fmt.Appendf(nil, frame, "", fmt.Sprintf(path, style.Hex(c))))
	}
	return drawings[name]
}
