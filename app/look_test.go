package app

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/compare"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/style"
	"claimtrace/store"
)

// looks is a window of which the test orders the steps, so that what comes after
// a while comes.
type looks struct {
	*window
	t     *testing.T
	steps *async.Steps
}

// screens are the windows in which all is looked at: in the least the panels are
// narrow, in the last a pixel is four.
var screens = []struct {
	size  fyne.Size
	scale float32
}{{fyne.NewSize(900, 600), 1}, {fyne.NewSize(1280, 800), 1}, {fyne.NewSize(1280, 800), 2}}

// long is more than there is room for anywhere.
func long(of string) string {
	words := strings.Fields(of + " which the ministry of energy and the mayor of the capital described on Thursday evening as a first step towards a wider agreement")
	s := ""
	for i := 0; len(s) < 300; i++ {
		s += words[i%len(words)] + " "
	}
	return strings.TrimSpace(s[:300])
}

// states are how a project can be.
var states = []struct {
	name string
	put  func(l looks)
}{
	{"no project", func(looks) {}},
	{"no article", func(l looks) { l.newProject(filepath.Join(l.t.TempDir(), "Empty.claimtrace")) }},
	{"one article", func(l looks) {
		l.newProject(filepath.Join(l.t.TempDir(), "One.claimtrace"))
		l.steps.All()
		l.add("A quiet night in Kyiv\n\nNo strikes were reported overnight.")
	}},
	{"sample", func(l looks) { l.sample() }},
	{"long names", func(l looks) { l.sample(); l.lengthen() }},
	{"past", func(l looks) { l.sample(); l.showPast() }},
	{"backup", func(l looks) {
		l.sample()
		if _, err := l.session.Project().Backup(l.t.Context(), store.ByTime); err != nil {
			l.t.Fatal(err)
		}
		list, err := store.Backups(preferences.DataFolder(), l.session.Project().Path())
		if err != nil || len(list) == 0 {
			l.t.Fatalf("backups %v, %v", list, err)
		}
		l.openProject(list[0].Path)
	}},
	{"error", func(l looks) {
		l.sample()
		l.said.Say(fmt.Errorf("%s", long("the file could not be read")))
	}},
}

func (l looks) sample() {
	l.openProject(newSample(l.t))
	l.steps.All()
	l.hand()
}

// hand takes a highlight in hand.
func (l looks) hand() {
	if list := l.session.Annotations(); len(list) > 0 {
		if err := l.session.PickAnnotation(list[0].ID); err != nil {
			l.t.Fatal(err)
		}
	}
}

func (l looks) add(text string) {
	path := filepath.Join(l.t.TempDir(), "dispatch.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		l.t.Fatal(err)
	}
	l.dropped([]string{path})
	l.steps.All()
}

// lengthen gives all that is in hand names for which there is no room.
func (l looks) lengthen() {
	a, _ := l.session.Article()
	c, _ := l.session.Claim()
	h, _ := l.session.Annotation()
	who, _, err := preferences.Who("")
	if err == nil {
		if who, err = l.rename(who, "Mara Konstantinopoulou-Featherstonehaugh of the Desk for Claims"); err == nil {
			err = l.current().SetPerson(who.AtWork())
		}
	}
	for _, do := range []func() error{
		func() error { return err },
		func() error {
			return l.session.SetArticle(a.ID, annotate.Fields{"outlet": long("The Evening Intelligencer"), "title": long("The headline"), "byline": long("By our correspondents")})
		},
		func() error {
			return l.session.SetClaim(c.ID, annotate.Fields{"statement": long("The pause covers all of it")})
		},
		func() error {
			return l.session.SetAnnotation(h.ID, annotate.Fields{"note": long("Ask the desk"), "attribution": long("A source in the ministry")})
		},
		func() error { return l.session.Decide(c.ID, annotate.Disputed, long("No one else says so"), nil) },
	} {
		if err := do(); err != nil {
			l.t.Fatal(err)
		}
	}
}

// pages are what can be seen of a project; a page is left out where it is not
// there.
var pages = []struct {
	name string
	open func(l looks)
	can  func(l looks) bool // nil for always
}{
	{"Read", func(looks) {}, nil},
	{"Compare inline", func(l looks) { l.compares(compare.Inline) }, looks.project},
	{"Compare side by side", func(l looks) { l.compares(compare.Beside) }, looks.passages},
	{"Compare table", func(l looks) { l.compares(compare.Table) }, looks.passages},
	{"Overview", func(l looks) { l.show(viewOverview) }, looks.project},
	{"menu", func(l looks) { l.menuBar.Open(2) }, nil},
	{"keys", func(l looks) { l.keysDialog() }, nil},
	{"name", func(l looks) { l.reviewerDialog() }, nil},
	{"chooser", func(l looks) { l.openDialog() }, nil},
	{"report", func(l looks) { l.reportDialog() }, looks.project},
	{"details", func(l looks) { l.detailsDialog() }, looks.article},
	{"removed", func(l looks) { l.removed() }, looks.passages},
	{"beside", func(l looks) { l.besideDialog() }, looks.passages},
	{"history of the highlight", func(l looks) { l.annotationHistory() }, looks.passages},
	{"history of the claim", func(l looks) { l.claimHistory() }, looks.passages},
	{"history of the article", func(l looks) { l.articleHistory() }, looks.article},
	{"decide", func(l looks) { l.decideDialog() }, looks.passages},
	{"reword", func(l looks) { l.rewordDialog() }, looks.passages},
}

func (l looks) project() bool { return l.session != nil }
func (l looks) article() bool { return l.project() && l.needsArticle() == "" }
func (l looks) passages() bool {
	return l.project() && len(l.session.Annotations()) > 0
}

func (l looks) compares(as compare.Layout) {
	l.compareClaim()
	l.compare.SetLayout(as)
}

// removed lists what was removed, once something was.
func (l looks) removed() {
	if l.session.ReadOnly() == "" {
		l.removeClaim()
	}
	l.removedDialog()
}

// look makes a window in a state, with a page open in it.
func look(t *testing.T, theme style.Choice, screen, state, page int) (l looks, there bool) {
	t.Helper()
	steps := async.NewSteps()
	l = looks{startWith(t, theme, steps.Runner), t, steps}
	l.win.Canvas().(test.WindowlessCanvas).SetScale(screens[screen].scale)
	l.win.Resize(screens[screen].size)
	states[state].put(l)
	l.steps.All()
	if can := pages[page].can; can != nil && !can(l) {
		return l, false
	}
	pages[page].open(l)
	l.steps.All()
	return l, true
}

// judge tells of all that is wrong with how a window looks.
func (l looks) judge(tell func(string, ...any)) {
	c := l.win.Canvas()
	picture := c.Capture()
	s := see(c)
	s.contrast(picture, tell)
	s.faults(tell)
	s.untold(func() {
		l.steps.Pass(parts.CardDelay)
		l.steps.All()
	}, l.meant, tell)
	keepPicture(l.t, picture)
}

// meant tells whether words end in an ellipsis because more is asked for.
func (l looks) meant(words string) bool {
	for _, c := range l.table.Rows {
		if c.Label == words {
			return true
		}
	}
	return slices.Contains([]string{"Share…", "https://…", "New project…", "Open a project or package…"}, words)
}

var keepPicture = func(*testing.T, image.Image) {}

// Every page and sheet, in a project as it comes and as it can become, in both
// themes and in windows of several sizes: what is written can be read, and
// nothing is cut off, covered or left without a way to read it.
func TestLook(t *testing.T) {
	for _, c := range lookAt() {
		name := fmt.Sprintf("%s/%s/%s/%.0f×%.0f@%v", pages[c.page].name, states[c.state].name, c.theme, screens[c.screen].size.Width, screens[c.screen].size.Height, screens[c.screen].scale)
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			l, there := look(t, c.theme, c.screen, c.state, c.page)
			if !there {
				return
			}
			l.judge(func(format string, args ...any) {
				t.Errorf("%s: "+format, append([]any{name}, args...)...)
			})
		})
	}
}

type lookCase struct {
	theme               style.Choice
	screen, state, page int
}
