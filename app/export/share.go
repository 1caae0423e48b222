package export

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate/person"
	"claimtrace/app/dialog"
	"claimtrace/app/dialog/folder"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// ErrPast is said in the past, where there is nothing to pack.
var ErrPast = errors.New("a package holds the project as it is now, with all of its history: choose Back to now, then share it")

const (
	shareWide  = 780 // pixels
	mostOfName = 40  // code points of for whom it is, in the name of the file
)

// sharing is the sheet on which a package is chosen.
type sharing struct {
	s       *dialog.Sheet
	what    *choosing
	whom    *parts.Field
	text    *parts.Option // without
	pages   *parts.Option // with the originals, where there are any
	history *parts.Option
	notes   *parts.Option
	seal    *parts.Option
	told    *summary
	who     preferences.Person // at work
	known   bool
}

// Share asks what a colleague is to get, and makes a package of it.
func (x *Exports) Share() {
	if x.w.Session() == nil {
		return
	}
	if x.w.Session().Mode() == session.AsOf {
		x.w.Say(ErrPast)
		return
	}
	if x.w.Flush() != nil {
		return
	}
	x.held(false, x.share)
}

// held reads what there is to choose from, as the window shows it and with the persons
// where they may be chosen, and goes on.
func (x *Exports) held(persons bool, then func(holding)) {
	s := x.w.Session()
	var h holding
	x.w.Work("Looking what is in the project", func(context.Context, func(int, int)) (err error) {
		if h.contents, err = s.View().Contents(); err == nil && persons {
			h.persons, err = s.View().Reviewers()
		}
		return err
	}, func(err error) {
		x.w.Say(err)
		if err == nil {
			h.claims, h.articles = s.Claims(), s.Articles()
			then(h)
		}
	})
}

func (x *Exports) share(h holding) {
	d := &sharing{told: newSummary()}
	who, _, err := preferences.Who("")
	d.who, d.known = who, err == nil || preferences.KeptAside(err)
	d.what = newChoosing(x.w.Dialogs(), h, "All articles, claims and passages, with all that was ever changed: who gets it can go on as if they had been here from the beginning.",
		"Only these, with the passages, articles and persons that they need. Who gets it works on them and gives them back.")
	option := func(words, means string) *parts.Option { return parts.NewOption(words, means, d.tell) }
	d.text = option("Without the texts of the articles", "For articles that may not be passed on: places, hashes and short quotes go along. Whoever has an article attaches it, and reads it there.")
	d.pages = option("With the originals of the texts", "The pages and documents as they came, for who is to check what the texts leave out of them. Otherwise their hashes alone go along.")
	d.history = option("Without the history", "That something was changed, by whom and when, stays; what stood there before is blacked out.")
	d.notes = option("Without notes and comments", "Notes on passages, claims and articles, and the reasons of decisions, are blacked out. Verdicts stay.")
	d.seal = option("Sealed with my key", "Who gets it and trusts your key sees that it is from you and that nothing in it was altered. Without a seal they see only that it is whole.")
	if !d.known {
		d.seal.Refuse("you have no key here yet: choose Your name and key… first")
	}
	d.whom = parts.NewField("a name, or a desk: it is only said in the package")
	d.whom.OnChanged = func(string) { d.tell() }
	d.seal.Choose(d.known && x.prefs.Seal)
	d.seal.OnChoose = func() {
		if err := x.prefs.Change(func(p *preferences.Preferences) { p.Seal = d.seal.Chosen() }); err != nil {
			d.s.Say(err)
		}
		d.tell()
	}
	if d.what.Whole().Originals == 0 {
		d.pages.Hide()
	}
	left := &fyne.Container{Layout: parts.Column{Gap: style.Unit}, Objects: []fyne.CanvasObject{
		parts.NewCaption("WHAT"), d.what.Body, d.pages, parts.Room(style.Unit), parts.NewCaption("WHAT TO LEAVE OUT"), d.text, d.history, d.notes,
		parts.Room(style.Unit), parts.NewCaption("FOR WHOM, AND FROM WHOM"), d.whom, d.seal,
	}}
	d.what.OnChange = func() {
		left.Refresh()
		d.tell()
	}
	body := parts.Frame{Right: parts.Inset(d.told, 0, 0, 0, style.Panel+style.Gap), Middle: left}.New()
	d.s = x.w.Dialogs().Sheet("Share with a colleague", shareWide, body)
	d.s.Hints = []parts.Hint{{Keys: []string{"Tab"}, Does: "on"}, {Keys: []string{"Space"}, Does: "choose"}, {Keys: []string{"Enter"}, Does: "save it"}, {Keys: []string{"Esc"}, Does: "cancel"}}
	d.keys()
	d.s.Button("Cancel", d.s.Close)
	d.s.Strong("Save the package…", func() {
		x.pack(d.options(), d.s.Close) // who leaves the chooser finds all as it was chosen
	})
	d.tell()
	d.s.Show(d.what.first())
}

// keys sends keys for which nothing has a use to the sheet.
func (d *sharing) keys() {
	d.what.on(d.s)
	for _, o := range []*parts.Option{d.pages, d.text, d.history, d.notes, d.seal} {
		o.OnKey = func(k fyne.KeyName) { d.s.Key(k) }
		o.OnFocus = func() { d.s.Reveal(o) }
	}
	d.whom.OnFocus = func() { d.s.Reveal(d.whom) }
	d.whom.OnShortcut = d.s.Shortcut
	d.whom.OnKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			return d.s.Key(k)
		}
		return false
	}
}

// options are what is chosen on the sheet.
func (d *sharing) options() store.PackOptions {
	o := store.PackOptions{WithoutText: d.text.Chosen(), WithoutHistory: d.history.Chosen(), WithoutNotes: d.notes.Chosen(), WithOriginals: d.pages.Chosen(),
		Only: d.what.Only(), For: person.CleanName(d.whom.Text)}
	if d.seal.Chosen() {
		o.Seal = &d.who.Pair
	}
	return o
}

// tell says what will be in the package, and what will not.
func (d *sharing) tell() {
	if d.s == nil {
		return
	}
	o, a, all := d.options(), d.what.Amount(), d.what.Whole()
	bytes := a.OtherBytes + a.TextBytes
	in := []string{parts.Count(a.Articles, "article"), parts.Count(a.Claims, "claim"), parts.Count(a.Annotations, "passage")}
	var out []string
	if n := all.Articles - a.Articles; n > 0 {
		out = append(out, parts.Count(n, "other article"))
	}
	if n := all.Claims - a.Claims; n > 0 {
		out = append(out, parts.Count(n, "other claim"))
	}
	if n := all.Annotations - a.Annotations; n > 0 {
		out = append(out, parts.Count(n, "other passage"))
	}
	if o.WithoutText {
		bytes -= a.TextBytes
		out = append(out, "the texts of "+parts.Count(a.Texts, "article"))
	} else if n := a.Articles - a.Texts; n > 0 {
		out = append(out, "the texts of "+parts.Count(n, "article")+", which are not here either")
	}
	switch {
	case a.Originals == 0:
	case o.WithOriginals && !o.WithoutText:
		bytes += a.OriginalBytes
		in = append(in, parts.Count(a.Originals, "original"))
	default:
		out = append(out, "the originals of "+parts.Count(a.Originals, "text"))
	}
	if o.WithoutHistory {
		out = append(out, "what was replaced or taken back")
	}
	if o.WithoutNotes {
		out = append(out, notes(a.Notes))
	}
	if a.Removed {
		out = append(out, "the words of what was removed")
	}
	if len(out) == 0 {
		out = []string{"nothing"}
	}
	from := []string{"not sealed"}
	if d.known {
		from[0] = "from " + d.who.Name + ", not sealed"
	}
	if o.Seal != nil {
		from[0] = "from " + d.who.Name + ", sealed with the key " + d.who.Key().Fingerprint() + "…"
	}
	if o.For != "" {
		from = append(from, "for "+o.For)
	}
	d.told.set(append(in, "about "+folder.SizeWord(bytes)), out, from)
}

// pack asks where a package is to be, and makes it; placed is called once that is
// known.
func (x *Exports) pack(o store.PackOptions, placed func()) {
	who, _, err := preferences.Who("")
	if err == nil || preferences.KeptAside(err) { // else it does not say who packed it
		if err := x.w.Present().SetPerson(who.AtWork()); err != nil {
			x.w.Say(err)
			return
		}
	}
	add := "-package"
	if name := inFileName(o.For); name != "" {
		add = "-for-" + name
	}
	p := x.w.Present()
	x.saving("Share with a colleague", "Save", add+project.Ending, func(path string) error { return p.MayPack(context.Background(), path) }, placed,
		func(ctx context.Context, p *store.Project, path string, progress func(int, int)) (string, error) {
			o.Progress = progress
			packed, err := p.Pack(ctx, path, o)
			if err != nil {
				return "", err
			}
			sealed := ""
			if o.Seal != nil {
				sealed = ", sealed with your key"
			}
			return fmt.Sprintf("Packed %s: %s and %s%s", filepath.Base(packed.Path), parts.Count(packed.Articles, "article"), parts.Count(packed.Changes, "change"), sealed), nil
		})
}

// notes says how many notes and reasons there are.
func notes(n int) string {
	if n == 1 {
		return "1 note or reason"
	}
	return fmt.Sprintf("%d notes and reasons", n)
}

// inFileName is the name of somebody as it stands in that of a file.
func inFileName(whom string) string {
	words := strings.FieldsFunc(whom, func(r rune) bool { return strings.ContainsRune(` /\:*?"<>|.,;'`, r) })
	name := []rune(strings.Join(words, "-"))
	return string(name[:min(len(name), mostOfName)])
}
