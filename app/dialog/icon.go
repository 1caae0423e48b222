package dialog

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"

	"claimtrace/app/dialog/folder"
	"claimtrace/app/style"
)

// The icons are drawn on a square of 20: %[1]s is their line, %[2]s what fills
// them.
var drawings = map[string]string{
	"parent":   `<path d="M10 16.5 V4.5 M4.8 9.7 10 4.5 15.2 9.7" fill="none" stroke="%[1]s" stroke-width="1.6"/>`,
	"drive":    `<rect x="2.5" y="6" width="15" height="8" rx="1.6" fill="%[2]s" stroke="%[1]s" stroke-width="1.2"/><circle cx="14.2" cy="10" r="1.1" fill="%[1]s"/>`,
	"folder":   `<path d="M2.5 15.2 V5.2 L3.7 4 H7.8 L9.6 6.2 H16.3 L17.5 7.4 V15.2 L16.3 16.4 H3.7 Z" fill="%[2]s" stroke="%[1]s" stroke-width="1.2"/>`,
	"file":     `<path d="M4.6 2.6 H11.6 L15.4 6.4 V17.4 H4.6 Z M11.4 2.8 V6.6 H15.2" fill="%[2]s" stroke="%[1]s" stroke-width="1.2"/>`,
	"unticked": `<rect x="1.5" y="1.5" width="17" height="17" rx="4" fill="%[2]s" stroke="%[1]s" stroke-width="1.5"/>`,
	"ticked":   `<rect x="1" y="1" width="18" height="18" rx="4.5" fill="%[1]s"/><path d="M5.2 10.6 8.6 14 14.8 6.6" fill="none" stroke="%[2]s" stroke-width="2.2"/>`,
}

type drawingKey struct {
	name string
	p    *style.Palette
}

// drawn keeps what was drawn; on Fyne's goroutine only.
var drawn = map[drawingKey]fyne.Resource{}

func drawing(name string, p *style.Palette, line, fill color.NRGBA) fyne.Resource {
	key := drawingKey{name, p}
	if r, ok := drawn[key]; ok {
		return r
	}
	theme := "light"
	if p == style.Dark {
		theme = "dark"
	}
	hex := func(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	drawn[key] = fyne.NewStaticResource("files-"+name+"-"+theme+".svg", []byte(
		`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">`+
			fmt.Sprintf(drawings[name], hex(line), hex(fill))+`</svg>`))
	return drawn[key]
}

func icon(k folder.Kind, p *style.Palette) fyne.Resource {
	switch k {
	case folder.Parent:
		return drawing("parent", p, p.Muted, p.Surface)
	case folder.Drive:
		return drawing("drive", p, p.Muted, p.AccentFill)
	case folder.Folder:
		return drawing("folder", p, p.Accent, p.AccentFill)
	}
	return drawing("file", p, p.Muted, p.Surface)
}

// tickBox is the square before a line that can be ticked.
func tickBox(ticked bool, p *style.Palette) fyne.Resource {
	if ticked {
		return drawing("ticked", p, p.Accent, p.Surface)
	}
	return drawing("unticked", p, p.Muted, p.Surface)
}
