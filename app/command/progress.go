package command

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// progress draws a bar on a terminal, and nothing anywhere else.
type progress struct {
	w     io.Writer // nil for none
	what  string
	drawn string
}

const barWidth = 30

func (c *call) progress(what string) *progress {
	f, ok := c.Err.(*os.File)
	if !ok {
		return &progress{}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 || os.Getenv("TERM") == "dumb" {
		return &progress{}
	}
	return &progress{w: f, what: what}
}

// update shows how many of all are done; all is 0 while that is not known.
func (p *progress) update(done, all int) {
	if p.w == nil {
		return
	}
	line := fmt.Sprintf("%s %d", p.what, done/100*100)
	if all > 0 {
		full := barWidth * min(done, all) / all
		line = fmt.Sprintf("%s %s%s %3d %%", p.what, strings.Repeat("█", full), strings.Repeat("░", barWidth-full), 100*min(done, all)/all)
	}
	if line != p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K"+line)
		p.drawn = line
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.drawn != "" {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.drawn = ""
	}
}
