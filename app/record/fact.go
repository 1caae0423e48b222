package record

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"claimtrace/annotate/facet"
	"claimtrace/app/compare/trace"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// factWide is the width of the sheet on which what was read is corrected, in pixels.
const factWide = 620

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
	if said := trace.CorrectedBy(by); said != "" {
		why = append(why, said)
	}
	s := x.w.Dialogs().Sheet(outlet+": "+strings.ToLower(f.Label), factWide, nil)
	read := func(words string) (string, error) { return typed(f.Kind, f.Label, words, passage.In.Published) }
	field, focus, value := fieldOf(f, was, s, read)
	save := func(value string) {
		n.Value = value
		if err := x.w.Do(func() error { return x.w.Session().Correct(context.Background(), n) }); err != nil {
			s.Say(err)
			return
		}
		s.Close()
		done := "Corrected: " + brief.quoted(words) + " says nothing of the kind"
		if value != "" {
			done = "Corrected: " + trace.ValueWords(f.Kind, value)
		}
		x.w.Tell(done + " (" + x.w.KeyOf("undo") + " undoes it)")
	}
	body := container.New(column{gap: style.Panel, least: 520}, newHeading("“"+parts.OneLine(words)+"”", 4), newRemark(strings.Join(why, "\n"), muted, nil),
		container.New(column{gap: style.Unit}, parts.NewCaption("IT SAYS"), field))
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
		case was, trace.ValueWords(f.Kind, was):
			s.Close()
		default:
			kept, err := read(now)
			if err != nil {
				s.Say(err)
				return
			}
			save(kept)
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
		return "Said to be " + trace.ValueWords(v.Kind, v.Value)
	}
	return fmt.Sprintf("Read as %s, %s", trace.ValueWords(v.Kind, v.Value), trace.RuleWords(v.Rule))
}

// offered is a correction of the same words in another passage.
func offered(o store.Offer) string {
	value := trace.ValueWords(o.Kind, o.Value)
	if value == "" {
		value = "nothing of the kind"
	}
	return fmt.Sprintf("As %s said of “%s” in %s: %s", o.By.Name, parts.OneLine(o.Words), o.Outlet, value)
}

// fieldOf is where the value of a kind is given: a line of text, below which stands
// what it will be recorded as, or for the kinds of few values these. value is what
// stands there.
func fieldOf(f session.Fact, was string, s *dialog.Sheet, read func(string) (string, error)) (field fyne.CanvasObject, focus fyne.Focusable, value func() string) {
	list := facet.Few(f.Kind)
	if list == nil {
		first := trace.ValueWords(f.Kind, was)
		line, below := dialog.NewLine(dialog.Field{Value: first}), parts.NewQuiet(formOf[f.Kind])
		line.On(s)
		line.OnChanged = func(words string) {
			s.Say(nil)
			below.Set(foretold(f, first, strings.TrimSpace(words), read))
		}
		return container.New(column{gap: style.Unit}, line, below), line, func() string { return strings.TrimSpace(line.Text) }
	}
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = trace.ValueWords(f.Kind, w)
	}
	row := newFew(words, slices.Index(list, was))
	row.OnKey = func(k fyne.KeyName) { s.Key(k) }
	return container.New(column{gap: style.Unit}, row, parts.NewQuiet(fmt.Sprintf("The arrows choose, or the keys 1 to %d", len(list)))), row, func() string {
		if row.chosen >= 0 {
			return list[row.chosen]
		}
		return ""
	}
}

// foretold tells while a value is typed what will be recorded, or why nothing can be.
func foretold(f session.Fact, first, words string, read func(string) (string, error)) string {
	if words == "" || words == first {
		return formOf[f.Kind]
	}
	value, err := read(words)
	if err != nil {
		return parts.Capital(err.Error())
	}
	said := "Will be recorded as " + trace.ValueWords(f.Kind, value)
	if row := trace.RowOf(f.Kind, value); row != f.Label {
		said += ", in the row " + row
	}
	return said
}

// formOf tells by examples how a value of a kind is given.
var formOf = map[facet.Kind]string{
	facet.Source:    "As in Dmitry Peskov",
	facet.Scope:     "As in Kyiv and other towns",
	facet.Amount:    "As in 378 buildings, at least 300 buildings, or about 40 km",
	facet.Date:      "As in until 1 February, 30 January 2026, or a week",
	facet.Condition: "As in for peace talks",
	facet.Name:      "As in Dmitry Peskov",
}
