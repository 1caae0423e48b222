package record

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// The width of the sheet on which what was read is corrected, in pixels; and where
// it has all certainties in a row.
const (
	factWide    = 620
	certainWide = 800
)

// Fact corrects what was read in a passage; of several values it asks first which.
func (x *Sheets) Fact(f session.Fact) {
	if x.w.Name(func() { x.Fact(f) }) {
		return
	}
	if f.Value >= 0 || len(f.Values) == 0 {
		x.correct(f)
		return
	}
	list := make([]dialog.Choice, len(f.Values), len(f.Values)+1)
	for i, v := range f.Values {
		list[i] = dialog.Choice{Name: "“" + parts.OneLine(v.Text) + "”", More: readAs(v.Value)}
	}
	list = append(list, dialog.Choice{Name: "All of it", More: "one value in the place of these"})
	x.w.Dialogs().Choose("Correct which of them?", "Correct", list, func(i int) {
		if f.Value = i; i == len(f.Values) {
			f.Value = -1
		}
		x.correct(f)
	})
}

// correct asks what a passage says in the place of the value in hand, or of all
// that was read of the kind.
func (x *Sheets) correct(f session.Fact) {
	passage, ok := x.witness(f)
	if !ok {
		return
	}
	n := store.NewCorrection{Annotation: f.Passage, Kind: f.Kind}
	words, why, was, by := passage.Quote, []string{}, "", store.Corrected{}
	outlet := passage.In.Outlet
	if outlet == "" {
		outlet = passage.In.Name()
	}
	switch {
	case f.Value >= 0:
		v := f.Values[f.Value]
		words, was, by = v.Text, v.Value.Value, v.Corrected
		n.Start, n.End = v.Start, v.End
		why = append(why, readAs(v.Value))
	case !f.Read:
		why = append(why, "This passage was not read: its language is not known, or its text is not here.")
	case len(f.Values) > 0:
		why = append(why, "What is said here stands in the place of all that was read of the kind.")
	default:
		why = append(why, "Nothing of the kind was read in this passage.")
	}
	if len(f.Values) == 0 && len(f.Dismissed) > 0 {
		by = f.Dismissed[0].Corrected
	}
	why = append(why, corrected(by)...)
	wide := float32(factWide)
	if f.Kind == facet.Certainty {
		wide = certainWide
	}
	s := x.w.Dialogs().Sheet(outlet+": "+strings.ToLower(f.Label), wide, nil)
	field, focus, value := fieldOf(f.Kind, was, s)
	save := func(value string) {
		n.Value = asRead(f.Kind, value, passage.In.Published)
		if err := x.w.Do(func() error { return x.w.Session().Correct(context.Background(), n) }); err != nil {
			s.Say(err)
			return
		}
		s.Close()
		done := "Corrected: " + brief.quoted(words) + " says nothing of the kind"
		if value != "" {
			done = "Corrected: " + n.Value
		}
		x.w.Tell(done + " (" + x.w.KeyOf("undo") + " undoes it)")
	}
	body := container.New(column{gap: style.Panel, least: 520}, newHeading("“"+parts.OneLine(words)+"”", 4), newRemark(strings.Join(why, "\n"), muted, nil),
		container.New(column{gap: style.Unit}, parts.NewCaption("IT SAYS"), field, parts.NewQuiet(formOf[f.Kind])))
	for _, o := range f.Offers {
		if n.End > 0 && o.End > 0 && (o.End <= n.Start || n.End <= o.Start) {
			continue // of other words than those in hand
		}
		offer := parts.NewButton(parts.Reference, offered(o), func() {
			n.Start, n.End = o.Start, o.End
			save(o.Value)
		})
		offer.OnKey = func(k fyne.KeyName) { s.Key(k) }
		body.Add(parts.Inset(offer, 0, 0, 0, -style.Gap)) // its words begin where the others do
	}
	s.SetBody(body)
	s.Hints = []parts.Hint{{Keys: []string{"Enter"}, Does: "correct"}, {Keys: []string{"Esc"}, Does: "cancel"}}
	s.Button("Cancel", s.Close)
	if by.Correction != "" {
		s.Button("As it was read", func() {
			if err := x.w.Do(func() error { return x.w.Session().Uncorrect(by.Correction) }); err != nil {
				s.Say(err)
				return
			}
			s.Close()
			x.w.Tell("It stands as it was read (" + x.w.KeyOf("undo") + " undoes it)")
		})
	}
	if was != "" {
		s.Button("Says nothing of the kind", func() { save("") })
	}
	s.Strong("Correct", func() {
		switch now := value(); now {
		case "":
			s.Say(errors.New("write what it says; or say that it says nothing of the kind"))
		case was:
			s.Close()
		default:
			save(now)
		}
	})
	s.Show(focus)
}

// witness is the passage of a fact.
func (x *Sheets) witness(f session.Fact) (w store.Witness, ok bool) {
	list := x.w.Session().Witnesses()
	i := slices.IndexFunc(list, func(w store.Witness) bool { return w.ID == f.Passage })
	if i < 0 {
		return w, false
	}
	return list[i], true
}

// readAs tells what a value was read as, and by which rule.
func readAs(v facet.Value) string {
	if v.Rule == facet.ByReviewer {
		return "Said to be " + v.Value
	}
	return fmt.Sprintf("Read as %s · %s · by the rule %s", v.Value, v.Precision, v.Rule)
}

// corrected tells whose a correction is, and what was read before.
func corrected(c store.Corrected) []string {
	if c.Correction == "" {
		return nil
	}
	said := "Corrected by " + c.By.Name + " on " + c.At.Local().Format(style.DayAndTime)
	var was []string
	for _, v := range c.Was {
		was = append(was, v.Value)
	}
	if len(was) > 0 {
		said += "; read as " + strings.Join(was, ", ")
	}
	return []string{said}
}

// offered is a correction of the same words in another passage.
func offered(o store.Offer) string {
	value := o.Value
	if value == "" {
		value = "nothing of the kind"
	}
	return fmt.Sprintf("As %s said of “%s” in %s: %s", o.By.Name, parts.OneLine(o.Words), o.Outlet, value)
}

// fieldOf is where the value of a kind is given: a line of text, or for the kinds of
// few values a row of these. value is what stands there.
func fieldOf(k facet.Kind, was string, s *dialog.Sheet) (field fyne.CanvasObject, focus fyne.Focusable, value func() string) {
	few := facet.Few(k)
	if few == nil {
		line := dialog.NewLine(dialog.Field{Value: was})
		line.On(s)
		return line, line, func() string { return strings.TrimSpace(line.Text) }
	}
	words := slices.Clone(few)
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, "nocomment", "no comment")
	}
	var row *parts.Switch
	row = parts.NewSwitch(words, func(i int) { row.Choose(i) })
	row.OnKey = func(k fyne.KeyName) { s.Key(k) }
	row.Choose(slices.Index(few, was))
	return container.NewHBox(row), row, func() string {
		if i := row.Chosen(); i >= 0 {
			return few[i]
		}
		return ""
	}
}

// asRead is a value as it is kept: one that has not the form of its kind is read as
// the words of an article would be, published then.
func asRead(k facet.Kind, value string, published annotate.Publication) string {
	if value == "" {
		return ""
	}
	if _, err := facet.Form(k, value); err == nil {
		return value
	}
	said, _ := facet.New(facet.Article{Text: value, Published: published}).Of(0, utf8.RuneCountInString(value))
	said = slices.DeleteFunc(said, func(v facet.Value) bool { return v.Kind != k })
	if len(said) != 1 {
		return value
	}
	return said[0].Value
}

// formOf tells by examples how a value of a kind is given.
var formOf = map[facet.Kind]string{
	facet.Source:    "As in Dmitry Peskov",
	facet.Certainty: "Left and Right choose",
	facet.Polarity:  "Left and Right choose",
	facet.Scope:     "As in Kyiv and other towns",
	facet.Amount:    "As in 378 buildings, >=300 or ~40 km; or in words: at least 300 buildings",
	facet.Date:      "As in 2026-02-01, ../2026-02-01 for until, or P1W for a week; or in words: until 1 February",
	facet.Condition: "As in for peace talks",
	facet.Name:      "As in Dmitry Peskov",
}
