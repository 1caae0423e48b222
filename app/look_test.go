package app

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/compare"
	"claimtrace/app/menu"
	"claimtrace/app/overview"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/sample"
	"claimtrace/app/session"
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

// state is how a project can be.
type state struct {
	name string
	put  func(l looks)
}

var states = []state{
	{"no project", func(looks) {}},
	{"no article", func(l looks) { l.opens("Empty", emptyProject) }},
	{"one article", func(l looks) { l.opens("One", oneArticle) }},
	{"sample", func(l looks) { l.sample() }},
	{"many", func(l looks) { l.opens("Many", manyArticles); l.hand() }},
	{"long names", func(l looks) { l.sample(); l.lengthen() }},
	{"past", func(l looks) { l.sample(); l.Run("past") }},
	{"read-only copy", func(l looks) {
		l.sample()
		if _, err := l.session.Project().Backup(l.t.Context(), store.ByTime); err != nil {
			l.t.Fatal(err)
		}
		list, err := store.Backups(preferences.DataFolder(), l.session.Project().Path())
		if err != nil || len(list) == 0 {
			l.t.Fatalf("backups %v, %v", list, err)
		}
		l.projects.Open(list[0].Path)
	}},
	{"without texts", func(l looks) {
		l.opens("Lviv", withoutTexts)
		if err := l.prefs.Change(func(p *preferences.Preferences) {
			for _, name := range []string{"Oksana", long("The desk")[:90]} {
				_, pair := somebody(l.t, name)
				if _, err := p.Trust(pair.Key(), name); err != nil {
					l.t.Fatal(err)
				}
			}
		}); err != nil {
			l.t.Fatal(err)
		}
		l.hand()
	}},
	{"error", func(l looks) {
		l.sample()
		l.said.Say(errors.New(long("the file could not be read")))
	}},
}

// opens opens a copy of a project that is made once.
func (l looks) opens(name string, template func(*testing.T) []byte) {
	l.t.Helper()
	path := filepath.Join(l.t.TempDir(), name+project.Ending)
	if err := os.WriteFile(path, template(l.t), 0o600); err != nil {
		l.t.Fatal(err)
	}
	l.projects.Open(path)
	if l.steps.All(); l.session == nil {
		l.t.Fatalf("%s did not open: %s", name, l.greeting.Text())
	}
}

// template makes a project once, for all who open a copy of it.
func template(fill func(t *testing.T, p *store.Project)) func(*testing.T) []byte {
	var made []byte
	return func(t *testing.T) []byte {
		t.Helper()
		if made != nil {
			return made
		}
		who := sample.Reviewer()
		path := filepath.Join(t.TempDir(), "template.claimtrace")
		p, err := store.Create(path, store.Options{Person: store.Person{ID: who.ID(), Name: "Mara", Key: who.Key().String()}})
		if err != nil {
			t.Fatal(err)
		}
		fill(t, p)
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if made, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		return made
	}
}

var (
	emptyProject = template(func(*testing.T, *store.Project) {})
	oneArticle   = template(func(t *testing.T, p *store.Project) {
		addTo(t, p, []store.Draft{{Text: "A quiet night in Kyiv\n\nNo strikes were reported overnight."}})
	})
	// manyArticles are 200 with names for which there is no room; 60 claims have
	// passages in a half of them.
	manyArticles = template(func(t *testing.T, p *store.Project) {
		var drafts []store.Draft
		day := time.Date(2026, time.January, 5, 6, 0, 0, 0, time.UTC)
		for i := range 200 {
			text := fmt.Sprintf("Dispatch %d. The Kremlin’s pause spares the whole grid, a source in the ministry said. Nobody else confirmed it on Thursday evening.", i)
			drafts = append(drafts, store.Draft{Text: text, Article: annotate.Article{Title: fmt.Sprintf("%d: %s", i+1, long("The pause covers the grid")[:90+i%60]),
				Outlet: fmt.Sprintf("The %s Evening Intelligencer %d", []string{"Metropolitan", "Kyiv", "Northern and Western"}[i%3], i%40+1), Published: annotate.Publication(day.Add(time.Duration(i) * 5 * time.Hour).Format(time.RFC3339))}})
		}
		added := addTo(t, p, drafts)
		var list []store.NewAnnotation
		for i := range 180 {
			list = append(list, store.NewAnnotation{Article: added[i%100*2].ID, Span: annotate.Span{Start: 13 + i/100*10, End: 60 + i%7},
				Verdict: annotate.Verdicts[i%3], Statement: fmt.Sprintf("Claim %d: %s", i%60+1, long("the pause covers all of the grid")[:60+i%60*3])})
		}
		if _, _, err := p.AnnotateAll(t.Context(), list, nil); err != nil {
			t.Fatal(err)
		}
	})
	// withoutTexts came as a package without texts, notes and history.
	withoutTexts = func(t *testing.T) []byte {
		p, err := store.Open(newSample(t), store.Options{Person: store.Person{Name: "Oksana"}})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		path := filepath.Join(t.TempDir(), "package.claimtrace")
		if _, err := p.Pack(t.Context(), path, store.PackOptions{WithoutText: true, WithoutNotes: true, WithoutHistory: true}); err != nil {
			t.Fatal(err)
		}
		q, err := store.Open(path, store.Options{Person: store.Person{Name: "Mara"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := q.AddClaim("The pause was agreed by telephone"); err != nil { // else it would be asked about
			t.Fatal(err)
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
		made, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	sampleProject = sync.OnceValues(func() ([]byte, error) {
		folder, err := os.MkdirTemp("", "")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
		path := filepath.Join(folder, "sample.claimtrace")
		if err := sample.Create(context.Background(), path); err != nil {
			return nil, err
		}
		return os.ReadFile(path)
	})
)

func addTo(t *testing.T, p *store.Project, drafts []store.Draft) []store.Added {
	t.Helper()
	for i := range drafts {
		drafts[i].Source = []byte(drafts[i].Text)
	}
	added, _, err := p.AddArticles(t.Context(), store.Drafts(drafts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func (l looks) sample() {
	l.t.Helper()
	l.opens("Winter pause", func(t *testing.T) []byte {
		made, err := sampleProject()
		if err != nil {
			t.Fatal(err)
		}
		return made
	})
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

// lengthen gives all that is in hand names for which there is no room.
func (l looks) lengthen() {
	a, _ := l.session.Article()
	c, _ := l.session.Claim()
	h, _ := l.session.Annotation()
	l.t.Setenv(preferences.Environment, "")
	if _, err := preferences.Update(func(p *preferences.Preferences) {
		if err := p.Choose(sample.Reviewer().Key()); err != nil {
			l.t.Fatal(err)
		}
	}); err != nil {
		l.t.Fatal(err)
	}
	if said := rename(l.t, l.window, "Mara Konstantinopoulou-Featherstonehaugh of the Desk for Claims"); said != "" {
		l.t.Fatal(said)
	}
	for _, do := range []func() error{
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

// sighted is what can be seen of a project: a page, a sheet or a menu. It is left
// out where it is not there.
type sighted struct {
	name string
	open func(l looks)
	can  func(l looks) bool // nil for always
}

var pages = []sighted{
	{"Read", func(looks) {}, nil}, // without a project it is Welcome
	{"Compare inline", func(l looks) { l.compares(compare.Inline) }, looks.opened},
	{"Compare side by side", func(l looks) { l.compares(compare.Beside) }, looks.passages},
	{"Compare table", func(l looks) { l.compares(compare.Table) }, looks.passages},
	{"Compare facts", func(l looks) { l.compares(compare.Facts) }, looks.passages},
	{"correct", func(l looks) { l.compares(compare.Facts); l.steps.All(); l.Run("compare.correct") }, looks.passages},
	{"correct certainty", looks.correctsCertainty, looks.passages},
	{"Overview", func(l looks) { l.turnTo(viewOverview) }, looks.opened},
	{"matrix", func(l looks) { l.turnTo(viewOverview); l.overview.View.ShowPanes(overview.OnlyMatrix) }, looks.passages},
	{"timeline", func(l looks) { l.turnTo(viewOverview); l.overview.View.ShowPanes(overview.OnlyTimeline) }, looks.passages},
	{"Colleagues", runs("colleagues"), looks.opened},
	{"what a package brings", looks.previews, looks.isSample},
	{"to settle", looks.merges, looks.isSample},
	{"the same", func(l looks) { l.merges(); l.section(1) }, looks.isSample},
	{"what came in", func(l looks) { l.merges(); l.section(2) }, looks.isSample},
	{"marks", func(l looks) { l.merges(); l.Run("read"); l.hand() }, looks.isSample},
	{"which value", func(l looks) { l.merges(); l.Run("read"); tap(l.t, l.read.Claims, "2 values") }, looks.isSample},
	{"undo of a merge", func(l looks) { l.merges(); l.Run("undo") }, looks.isSample},
	{"find", runs("find"), looks.article},
	{"coming in", looks.comesIn, looks.isSample},
	{"coming in, wrong", func(l looks) { l.comesIn(); retype(l.window, "31/31/2026 "+long("or so")) }, looks.isSample},
	{"coming in, page", func(l looks) { l.comesIn(); l.Run("coming.page") }, looks.isSample},
	{"not read", func(l looks) { l.comesIn(); l.coming.FocusFilter(); write(l.window, "not read") }, looks.isSample},
	{"newer version", looks.newerVersion, looks.isSample},
	{"original", func(l looks) { l.comesIn(); chord(l.window, "Ctrl+Enter"); l.steps.All(); l.Run("original") }, looks.isSample},
	{"File", menuNo(0), nil},
	{"Tag", menuNo(2), nil},
	{"View", menuNo(4), nil},
	{"keys", runs("keys"), nil},
	{"name", runs("name"), nil},
	{"chooser", runs("open"), nil},
	{"files", looks.choosesOfMany, nil},
	{"ask", looks.opensNoProject, nil},
	{"report", runs("report"), looks.opened},
	{"export", runs("export.csv"), looks.opened},
	{"share", runs("pack"), looks.atPresent},
	{"what to share", func(l looks) { l.Run("pack"); l.steps.All(); l.press("Choose which…") }, func(l looks) bool { return l.atPresent() && l.article() }},
	{"package", looks.meetsPackage, nil},
	{"what a set brings", looks.meetsSet, looks.isSample},
	{"own keys", runs("keys.own"), nil},
	{"own key out", func(l looks) { l.Run("keys.own"); l.steps.All(); l.press("Take it to another machine…") }, nil},
	{"backups", runs("backups"), nil},
	{"details", runs("article.details"), looks.article},
	{"removed", func(l looks) { l.Run("claim.remove"); l.steps.All(); l.Run("removed") }, looks.passages},
	{"beside", runs("compare.articles"), looks.passages},
	{"claims picker", runs("claim.choose"), looks.passages},
	{"join", runs("claim.join"), looks.passages},
	{"remove", runs("article.remove"), looks.article},
	{"history of the highlight", runs("history.highlight"), looks.passages},
	{"history of the claim", runs("history.claim"), looks.passages},
	{"history of the article", runs("history.article"), looks.article},
	{"decide", runs("claim.decide"), looks.passages},
	{"reword", runs("claim.reword"), looks.passages},
}

func runs(command string) func(looks) { return func(l looks) { l.Run(command) } }
func menuNo(i int) func(looks)        { return func(l looks) { l.menuBar.Open(i) } }

func (l looks) opened() bool  { return l.session != nil }
func (l looks) article() bool { return l.opened() && commands{l.window}.needsArticle() == "" }
func (l looks) atPresent() bool {
	return l.opened() && l.session.Mode() != session.AsOf
}
func (l looks) passages() bool {
	return l.opened() && len(l.session.Annotations()) > 0
}

// isSample tells whether a colleague can send back what is in the window.
func (l looks) isSample() bool {
	return l.passages() && l.session.ReadOnly() == "" && len(l.session.Articles()) == 5
}

// previews looks at what a colleague sends back, who worked on the sample; what
// both reworded is as long as it can be where that is.
func (l looks) previews() {
	_, back := twoDesks(l.t)
	c := l.session.Claims()[0]
	if err := l.session.SetClaim(c.ID, annotate.Fields{"statement": c.Statement + " at all"}); err != nil {
		l.t.Fatal(err)
	}
	l.Preview([]string{back})
	l.steps.All()
	if !l.colleagues.Previewing() {
		l.t.Fatalf("nothing is shown: %s", l.said.Text())
	}
}

// comesIn drops a page with names for which there is no room, and what comes with it.
func (l looks) comesIn() {
	l.t.Helper()
	page := strings.ReplaceAll(pausePage, "Putin to spare Kyiv", long("Putin to spare Kyiv"))
	l.dropped(files(l.t, "1.html", strings.ReplaceAll(page, "Meridian Wire", long("The Meridian Wire")), long("2 The pause")[:120]+".txt", "\xcf\xe0\xf0\xee\xec \xf1\xed\xee\xe2\xe0 \xf5\xee\xe4\xe8\xf2 \xef\xee \xf0\xe5\xea\xe5.", "3.png", "\x89PNG", "4.xml", wireFeed))
	l.steps.All()
	if !l.coming.Open() {
		l.t.Fatalf("nothing comes in: %s", l.read.Library.Notice.Text())
	}
}

// newerVersion has a page come in that is there in other words, with highlights.
func (l looks) newerVersion() {
	l.t.Helper()
	l.dropped(files(l.t, "1.html", pausePage))
	l.steps.All()
	chord(l.window, "Ctrl+Enter")
	l.steps.All()
	a, _ := l.session.Article()
	var list []store.NewAnnotation
	for i := range 6 {
		list = append(list, store.NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 20 + 50*i, End: 60 + 55*i}, Verdict: annotate.Disputed})
	}
	if _, done, err := l.session.Project().AnnotateAll(l.t.Context(), list, nil); err != nil || l.session.Refresh(done) != nil {
		l.t.Fatal(err)
	}
	l.dropped(files(l.t, "2.html", strings.NewReplacer("no immediate", "no further", "Temperatures would fall to minus thirty degrees in the north of the country, ", "", "said on Thursday", "told reporters").Replace(pausePage)))
	l.steps.All()
}

func (l looks) merges() {
	l.previews()
	l.Run("colleagues.merge")
	l.steps.All()
	if l.colleagues.Previewing() {
		l.t.Fatalf("it is not merged: %s", l.said.Text())
	}
}

// section turns to one of the sections of Colleagues.
func (l looks) section(down int) {
	l.colleagues.FocusFilter()
	strike(l.window, fyne.KeyHome)
	for range down {
		strike(l.window, fyne.KeyDown)
	}
}

// correctsCertainty corrects what has all its values in a row.
func (l looks) correctsCertainty() {
	l.compares(compare.Facts)
	l.steps.All()
	l.compare.View.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	l.Run("compare.correct")
}

// choosesOfMany opens the chooser where there are more files than it shows, with
// names for which there is no room.
func (l looks) choosesOfMany() {
	folder := l.t.TempDir()
	for i := range 40 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%02d %s%s", i, long("The pause")[:150], project.Ending)), nil, 0o600); err != nil {
			l.t.Fatal(err)
		}
	}
	l.prefer(func(p *preferences.Preferences) { p.ChoseIn(preferences.ForProjects, folder) })
	l.Run("open")
}

// press clicks a button of the sheet on top.
func (l looks) press(words string) {
	press(l.t, l.window, words)
	l.steps.All()
}

// meetsPackage shows a package that is sealed, from somebody whose name has no room.
func (l looks) meetsPackage() {
	who, pair := somebody(l.t, "Oksana Konstantinopoulou-Featherstonehaugh of the Desk for Claims in Lviv")
	p, err := store.Open(newSample(l.t), store.Options{Person: who})
	if err != nil {
		l.t.Fatal(err)
	}
	defer p.Close()
	path := filepath.Join(l.t.TempDir(), long("The pause")[:120]+project.Ending)
	if _, err := p.Pack(l.t.Context(), path, store.PackOptions{Seal: &pair, For: long("the desk")[:80], WithoutText: true, WithoutNotes: true, WithoutHistory: true}); err != nil {
		l.t.Fatal(err)
	}
	l.projects.Open(path)
}

// meetsSet shows an annotation set of somebody whose name has no room.
func (l looks) meetsSet() {
	set := strings.ReplaceAll(strangeSet, "Berg", long("Konstantinopoulou-Featherstonehaugh ")[:150])
	l.projects.ImportFile(setFile(l.t, long("Ferries")[:120]+".json", strings.ReplaceAll(set, "VESSEL", long("vessel")[:290])))
}

// opensNoProject has it asked what to do with a file that does not open.
func (l looks) opensNoProject() {
	made, err := sampleProject()
	if err != nil {
		l.t.Fatal(err)
	}
	path := filepath.Join(l.t.TempDir(), long("The pause")[:120]+project.Ending)
	if err := os.WriteFile(path, slices.Concat(made[:len(made)/2], make([]byte, len(made)/2)), 0o600); err != nil {
		l.t.Fatal(err)
	}
	l.projects.Open(path)
}

func (l looks) compares(as compare.Layout) {
	l.compareClaim()
	l.compare.View.SetLayout(as)
}

// look makes a window in a state, with a page open in it.
func look(t *testing.T, theme style.Choice, screen, state, page int) (l looks, there bool) {
	t.Helper()
	steps := async.NewSteps()
	l = looks{startWith(t, theme, steps.Runner), t, steps}
	l.win.Canvas().(interface{ SetScale(float32) }).SetScale(screens[screen].scale)
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

// picture is the window as it is painted.
func (l looks) picture() *image.NRGBA {
	l.t.Helper()
	picture, ok := l.win.Canvas().Capture().(*image.NRGBA)
	if !ok {
		l.t.Fatal("it is painted otherwise")
	}
	return picture
}

// judge tells of all that is wrong with how a window looks.
func (l looks) judge(tell func(string, ...any)) {
	c := l.win.Canvas()
	picture := l.picture()
	s := see(c)
	s.contrast(picture, tell)
	s.standOut(picture, tell)
	s.faults(tell)
	s.untold(func() {
		l.steps.Pass(parts.CardDelay)
		l.steps.All()
	}, l.meant, tell)
	l.tab(tell)
}

// tab tells if after a Tab one cannot see what has the keyboard.
func (l looks) tab(tell func(string, ...any)) {
	c := l.win.Canvas()
	if _, menu := c.Focused().(*menu.Drop); menu {
		return // it has all keys
	}
	c.FocusNext()
	l.steps.All()
	on := c.Focused()
	if on == nil {
		tell("after a Tab nothing has the keyboard")
		return
	}
	with := l.picture()
	c.Unfocus()
	l.steps.All()
	if n := differ(with, l.picture()); n < leastFocus {
		tell("after a Tab one sees by %d pixels that %T has the keyboard", n, on)
	}
}

// meant tells whether words end in an ellipsis because more is asked for.
func (l looks) meant(words string) bool {
	for _, c := range l.table.Rows {
		if c.Label == words {
			return true
		}
	}
	seen := l.win.Content()
	if top := l.win.Canvas().Overlays().Top(); top != nil {
		seen = top
	}
	for _, o := range test.LaidOutObjects(seen) { // a button that says all that it is to say
		if b, is := o.(interface{ Words() string }); is && b.Words() == words {
			return true
		}
	}
	return slices.Contains([]string{"Share…", "https://…", "New project…", "Open a project or package…", "Another value…", "Merge a package…"}, words)
}

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
