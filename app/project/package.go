package project

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// packageError is of a file that is a package, of which it is asked first what to do
// with it.
type packageError struct {
	*store.Manifest
	title   string // of the project, "" where it has none of its own
	lacking int    // texts without what they were read from
}

func (packageError) Error() string { return "it is a package" }

// isPackage is a [packageError] for a package in which nothing was done since.
func isPackage(p *store.Project) error {
	m, err := p.Manifest()
	if err == nil && m != nil {
		title, err := p.Setting("title")
		lacking, failed := p.OriginalsLeftOut()
		return cmp.Or(err, failed, error(packageError{m, title, lacking}))
	}
	return err
}

// met is a package that somebody sent.
type met struct {
	path  string
	title string // of the project, "" where it has none of its own
	*store.Manifest
	lacking  int          // texts without what they were read from
	looked   bool         // it was held against the project in the window
	brings   store.Merged // what it would bring there
	stranger bool         // it is of another project
	why      error        // it cannot be held against it
}

// meet shows what a package is, and asks what to do with it. What one was working on
// at last is opened behind it, and it is held against that.
func (x *Projects) meet(path string, is packageError) {
	p := met{path: path, title: is.title, Manifest: is.Manifest, lacking: is.lacking}
	last := ""
	if x.w.Session() == nil && x.prefs.Open != "" && !same(x.prefs.Open, path) {
		last = x.prefs.Open
	}
	var begun *session.Session
	var into *store.Project
	if s := x.w.Session(); s != nil && s.Mode() == session.AtWork {
		into = s.Project()
	}
	x.w.Work("Looking at "+filepath.Base(path), func(ctx context.Context, progress func(int, int)) error {
		if _, err := os.Stat(last); last != "" && err == nil {
			// Without it the package is shown all the same.
			begun, _ = begin(ctx, func() (*store.Project, error) { return store.OpenWithin(ctx, last, x.options()) })
		}
		if begun != nil {
			into = begun.Project()
		}
		if into == nil || into.ReadOnly() != "" {
			return ctx.Err()
		}
		p.looked = true
		p.brings, p.why = into.Merge(ctx, []string{path}, store.MergeOptions{DryRun: true, Progress: progress})
		p.stranger = errors.Is(p.why, store.ErrStranger)
		return ctx.Err()
	}, func(err error) {
		if begun != nil {
			x.w.Take(begun)
		}
		if err != nil {
			x.w.Complain(err)
			return
		}
		x.show(p)
	})
}

const packageWide = 720 // pixels

// show shows what a package is.
func (x *Projects) show(p met) {
	f := newFacts()
	f.add("From", fact{words: p.from()})
	if p.For != "" {
		f.add("For", fact{words: p.For})
	}
	f.add("In it", fact{words: p.holds(), bold: true}, fact{words: p.titles(), quiet: true})
	f.add("Left out", p.left()...)
	if p.looked {
		f.add("New here", p.isNew()...)
	}
	f.add("Whole", fact{words: "It holds what was packed: every hash fits.", verdict: annotate.Confirmed})
	f.add("Seal", x.sealed(p)...)
	title := "A package"
	if p.Who != nil {
		title += " from " + p.Who.Name
	}
	var s *dialog.Sheet
	then := func(do func(met)) func() {
		return func() {
			s.Close()
			do(p)
		}
	}
	var trust func()
	if p.Seal != nil && x.prefs.TrustedAs(p.Seal.Key) == "" {
		trust = then(x.trust)
	}
	s = x.w.Dialogs().Sheet(title, packageWide, f.object(trust))
	f.on(s)
	s.Button("Cancel", s.Close)
	switch {
	case x.w.Session() == nil || x.w.Session().Mode() != session.AtWork || p.looked && p.nothing():
		s.Button("Merge into a project…", then(x.mergeElsewhere))
		s.Strong("Open a copy…", then(x.openOwn))
	default:
		s.Button("Open a copy…", then(x.openOwn))
		s.Button("Merge into another…", then(x.mergeElsewhere))
		s.Strong("Merge into “"+parts.Shorten(x.w.Session().Title(), style.TextSize, boldly, 170)+"”…", then(x.mergeHere))
	}
	s.Show(nil)
}

// from says who packed it and when.
func (p met) from() string {
	said := "It does not say who packed it"
	if p.Who != nil {
		said = p.Who.Name
	}
	if !p.When.IsZero() {
		said += ", packed " + p.When.Local().Format(style.DayAndTime)
	}
	return said + " · " + filepath.Base(p.path)
}

func (p met) holds() string {
	return fmt.Sprintf("%s, %s, %s", parts.Count(p.Articles, "article"), parts.Count(p.Claims, "claim"), parts.Count(p.Annotations, "passage"))
}

// titles names some of the articles.
func (p met) titles() string {
	const most = 3
	var list []string
	for _, a := range p.Held[:min(len(p.Held), most)] {
		list = append(list, "“"+a.Title+"”")
	}
	said := strings.Join(list, ", ")
	if n := len(p.Held) - most; n > 0 {
		said += fmt.Sprintf(" and %d more", n)
	}
	return said
}

// left says what was left out.
func (p met) left() (list []fact) {
	add := func(is bool, words string) {
		if is {
			list = append(list, fact{words: words})
		}
	}
	add(!p.Only.All(), "all that was not selected")
	add(p.WithoutText, "the texts of the articles: who has an article attaches it")
	add(p.lacking > 0, "the originals of "+parts.Count(p.lacking, "text")+": the pages and documents that they were read from")
	add(p.WithoutHistory, "what was replaced or taken back")
	add(p.WithoutNotes, "notes and comments, and the reasons of decisions")
	add(len(list) == 0, "nothing")
	return list
}

// sealed says whether it proves from whom it is.
func (x *Projects) sealed(p met) []fact {
	if p.Seal == nil {
		return []fact{{words: "Not sealed, as most are: from whom it is you know only from how it came to you."}}
	}
	key := fact{words: p.Seal.Key, quiet: true}
	switch name := x.prefs.TrustedAs(p.Seal.Key); {
	case name == "":
		return []fact{{words: "Sealed, and unaltered since, with a key that you have not said you trust. Compare it with what " + p.Who.Name + " tells you:", verdict: annotate.Unconfirmed}, key}
	case name != p.Who.Name:
		return []fact{{words: "Sealed by " + name + ", whose key you trust, and who calls themselves " + p.Who.Name + " now.", verdict: annotate.Confirmed}, key}
	default:
		return []fact{{words: "Sealed by " + name + ", whose key you trust.", verdict: annotate.Confirmed}, key}
	}
}

// nothing tells whether all of it is in the project in the window.
func (p met) nothing() bool {
	return p.why == nil && p.brings.Changes == 0 && p.brings.Texts == 0 && p.brings.Originals == 0 && p.brings.Whole == 0
}

// isNew says what of it is new in the project in the window.
func (p met) isNew() []fact {
	b := p.brings
	switch {
	case p.stranger:
		return []fact{{words: "It is of another project: what it brings you are shown before it is merged, once you say that is meant.", verdict: annotate.Unconfirmed}}
	case p.why != nil:
		return []fact{{words: parts.Capital(p.why.Error()) + ".", verdict: annotate.Disputed}}
	case p.nothing():
		return []fact{{words: "Nothing: all of it is here already."}}
	}
	var list []string
	add := func(n int, words string) {
		if n > 0 {
			list = append(list, parts.Count(n, words))
		}
	}
	for _, kind := range []annotate.Kind{annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation} {
		add(b.Count(kind, store.CameNew), "new "+kindWords[kind])
	}
	changed := 0
	for _, c := range b.Came {
		if c.How == store.CameEdited {
			changed++
		}
	}
	add(changed, "edit")
	add(b.Texts, "text")
	add(b.Originals, "original")
	add(len(b.Collisions)+len(b.Removed), "collision")
	said := fmt.Sprintf("%d of %s", b.Changes, parts.Count(p.Changes, "change"))
	if len(list) > 0 {
		said += ": " + strings.Join(list, ", ")
	}
	return []fact{{words: said, bold: true}}
}

var kindWords = map[annotate.Kind]string{annotate.KindArticle: "article", annotate.KindClaim: "claim", annotate.KindAnnotation: "passage"}

// trust asks by what name a key is believed, and then shows the package again.
func (x *Projects) trust(p met) {
	key, err := person.ParseKey(p.Seal.Key)
	if err != nil { // the seal would not fit
		x.w.Complain(err)
		return
	}
	x.w.Then(func() { x.show(p) })
	x.w.Dialogs().FormOn("Trust this key?", key.String()+"\n\nAsk its person for the key, by telephone or face to face, and compare all of it. From then on you are told that what it seals is theirs. It stands in your preferences, in no project.",
		"Trust it", []dialog.Field{{Label: "As", Value: p.Who.Name, Hint: "a name of your own for whose key it is"}}, func(now []string) error {
			var refused error
			err := x.prefs.Change(func(prefs *preferences.Preferences) { _, refused = prefs.Trust(key, now[0]) })
			return errors.Join(refused, err)
		})
}

// openOwn asks where the copy of a package is to be, and opens that: the package
// stays as it came.
func (x *Projects) openOwn(p met) {
	where := x.w.Files(preferences.ForProjects, dialog.Files{Title: "Where to keep your copy", Confirm: "Open a copy", Folder: filepath.Dir(p.path), Endings: []string{Ending}, New: true})
	where.Name = freeName(where.Folder, p.bare())
	x.w.Dialogs().SaveFile(where,
		func(out string) {
			x.makes("Copying "+filepath.Base(p.path), out, func(ctx context.Context) error {
				from, err := store.OpenWithin(ctx, p.path, store.Options{ReadOnly: true})
				if err != nil {
					return err
				}
				defer from.Close()
				return from.SaveAs(ctx, out)
			}, func() { x.w.Tell("This is your copy: the package stays as it came") })
		})
}

// bare is what a copy of the project is called: by its title, else by the package’s
// name, less what says that it is one.
func (p met) bare() string {
	title := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.Trim(parts.OneLine(p.title), ". "))
	name := strings.TrimSuffix(BareName(p.path), "-package")
	if head, _, ok := strings.Cut(name, "-for-"); ok && p.For != "" && head != "" {
		name = head
	}
	return string([]rune(cmp.Or(title, name))[:min(len([]rune(cmp.Or(title, name))), mostOfName)])
}

const mostOfName = 80 // code points of a title, in the name of a file

// freeName is the name of a file that is not in a folder yet: "a", "a 2" and so on.
func freeName(folder, bare string) string {
	name := bare
	for n := 2; ; n++ {
		if _, err := os.Lstat(filepath.Join(folder, name+Ending)); err != nil {
			return name + Ending
		}
		name = fmt.Sprintf("%s %d", bare, n)
	}
}

// mergeHere shows what a package would bring to the project in the window.
func (x *Projects) mergeHere(p met) { x.w.Preview([]string{p.path}) }

// beside is the folder of the project in the window, or of that one was working on at
// last; "" for none.
func (x *Projects) beside() string {
	switch s := x.w.Session(); {
	case s != nil:
		return filepath.Dir(s.Place())
	case x.prefs.Open != "":
		return filepath.Dir(x.prefs.Open)
	}
	return ""
}

// mergeElsewhere asks into which project, opens that, and shows the same.
func (x *Projects) mergeElsewhere(p met) {
	x.w.Dialogs().OpenFiles(x.w.Files(preferences.ForProjects, dialog.Files{Title: "Merge into which project?", Confirm: "Open it", Folder: x.beside(), Endings: []string{Ending}}), func(paths []string) {
		into := paths[0]
		if same(into, p.path) {
			x.w.Complain(errors.New("that is the package itself: choose the project to merge it into"))
			return
		}
		if s := x.w.Session(); s != nil && same(into, s.View().Path()) {
			x.mergeHere(p)
			return
		}
		x.opensAs("Opening "+filepath.Base(into), into, func(ctx context.Context) (*store.Project, session.Origin, error) {
			project, err := orDamaged(ctx, into, x.options())
			return project, session.Origin{}, err
		}, func() { x.mergeHere(p) })
	})
}
