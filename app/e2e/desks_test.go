//go:build e2e

package e2e

import (
	"image"
	"path/filepath"
	"slices"
	"testing"

	"claimtrace/annotate/text"
)

// desk is a person with a project, and the window that shows it, if it is open.
type desk struct {
	*window
	t          *testing.T
	name, path string
	of         []string // the environment
}

func (d *desk) opens() { d.window = openOf(d.t, slices.Clone(d.of), d.path) }

// sends packs the project, which is closed, and returns the package.
func (d *desk) sends() string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "from-"+d.name+".claimtrace")
	claimtraceOf(d.t, d.of, nil, "pack", d.path, path)
	return path
}

func (d *desk) digest() string {
	d.t.Helper()
	return claimtraceOf(d.t, d.of, nil, "digest", d.path)
}

// The parts of the page Colleagues, in a window of 1280 × 800, in pixels.
var (
	mergeButton = image.Rect(1080, 90, 1260, 140)
	offer       = image.Rect(300, 76, 1000, 108)
)

const accentFill = 0xe4eaf4

// takes looks at what a package brings, and merges it, by keys.
func (d *desk) takes(path string) {
	d.t.Helper()
	d.key("ctrl+shift+m")
	d.still(image.Rectangle{})
	d.typed(path)
	d.still(image.Rect(300, 100, 980, 700)) // the list that follows what is typed, and the caret
	d.key("Return")
	d.until("what the package brings", func(img *image.RGBA) bool { return count(img, mergeButton, accent) > 2000 })
	d.still(image.Rectangle{})
	d.save(d.name+"-preview", d.screen())
	d.key("ctrl+Return")
	d.until("that it was merged", func(img *image.RGBA) bool { return count(img, offer, accentFill) > offer.Dx()*offer.Dy()/2 })
	d.still(image.Rectangle{})
	d.save(d.name+"-merged", d.screen())
}

// decides decides the claim in hand.
func (d *desk) decides(key, why string) {
	d.t.Helper()
	before := d.screen()
	d.key("ctrl+j")
	d.still(image.Rectangle{})
	d.key(key)
	d.typed(why)
	d.key("ctrl+Return")
	d.until("the page again", func(img *image.RGBA) bool { return count(img, page, 0xffffff) > count(before, page, 0xffffff)*9/10 })
	d.still(image.Rectangle{})
	d.quiet()
}

// badges are where the rows of the page say what they are.
var badges = image.Rect(300, 150, 400, 500)

// turns sets aside what came in, which is the last section, or puts it in again.
func (d *desk) turns(aside bool) {
	d.t.Helper()
	d.key("ctrl+4")
	d.still(image.Rectangle{})
	d.click(1, 140, 220)
	d.still(image.Rectangle{})
	d.key("b")
	d.until("what is set aside", func(img *image.RGBA) bool { return (count(img, badges, accentFill) < 20) == aside })
	d.still(image.Rectangle{})
	d.quiet()
}

// TestTwoDesks is how two people share: they annotate apart in their own windows,
// send each other packages, look at what they bring, merge, settle what collides,
// take a merge back and put it in again, and have the same in the end.
func TestTwoDesks(t *testing.T) {
	folder := articles(t)
	mine := filepath.Join(t.TempDir(), "winter.claimtrace")
	mara := user(t)
	home := t.TempDir()
	oksana := append(slices.Clone(mara), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, ".config"), "CLAIMTRACE_REVIEWER=Oksana")
	claimtraceOf(t, mara, nil, "new", mine)
	claimtraceOf(t, mara, nil, "add", mine, "--manifest", filepath.Join(folder, "manifest.csv"))
	var arts []article
	claimtraceOf(t, mara, &arts, "list", mine, "articles", "--text")
	const pause = "Putin agreed to a one-week pause"
	claimtraceOf(t, mara, nil, "annotate", mine, "--article", arts[2].ID, "--quote", firstWords(arts[2].Text), "--verdict", "unconfirmed", "--claim", pause)
	sent := filepath.Join(t.TempDir(), "for-oksana.claimtrace")
	claimtraceOf(t, mara, nil, "pack", mine, sent, "--for", "Oksana")

	a, b := &desk{t: t, name: "mara", path: mine, of: mara}, &desk{t: t, name: "oksana", path: filepath.Join(t.TempDir(), "lviv.claimtrace"), of: oksana}
	a.opens()
	b.window = startOf(t, slices.Clone(b.of), sent)
	b.copies(b.path)
	a.sentence(text.NewOffsets(arts[0].Text), "no immediate confirmation")
	a.tag("3", unconfirmed, pause)
	a.decides("1", "the Kremlin says so")
	b.sentence(text.NewOffsets(arts[0].Text), "no immediate confirmation")
	b.tag("2", disputed, pause)
	b.decides("2", "nobody saw it")
	b.close()

	a.takes(b.sends())
	a.key("1") // one of the two decisions stands
	a.still(image.Rectangle{})
	a.quiet()
	a.save("mara-settled", a.screen())
	a.close()
	b.opens()
	b.takes(a.sends())
	b.close()
	merged := a.digest()
	if d := b.digest(); d != merged {
		t.Errorf("merged both ways, the projects have\n%s\nand\n%s", merged, d)
	}
	for _, d := range []*desk{a, b} {
		var inbox struct{ Collisions, Removed []any }
		if claimtraceOf(t, d.of, &inbox, "collisions", d.path); len(inbox.Collisions)+len(inbox.Removed) > 0 {
			t.Errorf("at the desk of %s there is left to settle: %+v", d.name, inbox)
		}
	}

	b.opens()
	b.turns(true)
	b.save("oksana-aside", b.screen())
	b.close()
	if d := b.digest(); d == merged {
		t.Error("taking the merge back changed nothing")
	}
	b.opens()
	b.turns(false)
	b.close()
	for _, d := range []*desk{a, b} {
		claimtraceOf(t, d.of, nil, "verify", d.path)
		if got := d.digest(); got != merged {
			t.Errorf("put in again, the project of %s has\n%s\nnot\n%s", d.name, got, merged)
		}
		var as []annotation
		if claimtraceOf(t, d.of, &as, "list", d.path, "annotations"); len(as) != 3 {
			t.Errorf("at the desk of %s there are %d passages", d.name, len(as))
		}
	}
}

// firstWords are how a text begins, as far as it is unlikely to say that again.
func firstWords(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), 60)])
}
