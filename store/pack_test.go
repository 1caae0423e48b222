package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

func sumOf(t testing.TB, path string) string {
	t.Helper()
	sum := sha256.Sum256(readFile(t, path))
	return hex.EncodeToString(sum[:])
}

// A package opens, shows the same, and can be worked on; undo does not reach
// what was packed.
func TestPackage(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, _, _, _ := example(t, p)
	dir := t.TempDir()
	out := filepath.Join(dir, "for Ben.claimtrace")
	packed := pack(t, p, out, PackOptions{})
	if packed.SHA256 != sumOf(t, out) {
		t.Errorf("SHA-256 is said to be %s", packed.SHA256)
	}
	_, _, _, changes, err := p.Counts()
	if err != nil || packed.Path != out || packed.Articles != 2 || packed.Changes != changes {
		t.Errorf("%+v of %d changes (%v)", packed, changes, err)
	}
	verified(t, out)
	q := openProject(t, out, testOptions("Ben"))
	if logOf(t, q) != logOf(t, p) || stateOf(t, q) != stateOf(t, p) {
		t.Error("the digests are not those of the project")
	}
	holds := shownBy(t, p.View)
	if d := differences(shownBy(t, q.View), holds); d != "" {
		t.Errorf("the package holds otherwise: %s", d)
	}
	if _, err := q.Undo(); err != ErrNothingToUndo {
		t.Errorf("undo in a package gives %v", err)
	}
	tag(t, q, a, "Officials", annotate.Disputed, "There is a pause")
	if code := q.CanUndo(); code != "annotation.tag.disputed" {
		t.Errorf("undo offers %q", code)
	}
	q.Close()
	verified(t, out) // as a project now
	q = openProject(t, out, testOptions("Ben"))
	if _, err := q.Undo(); err != nil {
		t.Error(err)
	}
	if d := differences(shownBy(t, q.View), holds); d != "" {
		t.Errorf("undone, the package does not hold what was packed: %s", d)
	}
	if _, err := q.Undo(); err != ErrNothingToUndo {
		t.Errorf("undo beyond the packing gives %v", err)
	}
	q.Close()
	onlyFiles(t, dir, "for Ben.claimtrace")
}

// secrets are words that must not be found in a file, each with where it was.
func mustNotHold(t *testing.T, path string, secrets map[string]string) {
	t.Helper()
	content := string(readFile(t, path))
	for word, where := range secrets {
		if strings.Contains(content, word) {
			t.Errorf("it holds %q, %s", word, where)
		}
	}
}

func mustHold(t *testing.T, path string, words ...string) {
	t.Helper()
	content := string(readFile(t, path))
	for _, word := range words {
		if !strings.Contains(content, word) {
			t.Errorf("it does not hold %q", word)
		}
	}
}

// Nothing of what is not in the project any more goes into a package, however it
// went, and no copy of it in an unused corner of the file.
func TestPackLeavesOutWhatIsGone(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, _, m, _ := example(t, p)
	do := func(act Action, err error) {
		t.Helper()
		did(t, act, err)
	}
	leak := draft("The xylophone was found in the ministry. It was never said by whom.", "Leak", "2026-01-31")
	leak.Byline, leak.Title, leak.Source = "by a bassoon", "On a theremin", []byte("<p>The spinet was found")
	secret := add(t, p, leak)
	inLeak, act, err := p.Annotate(NewAnnotation{
		Article: secret.ID, Span: annotate.Span{Start: 4, End: 13}, Verdict: annotate.Confirmed, Statement: "A marimba exists", Note: "heard from zither", Attribution: "a celesta",
	})
	do(act, err)
	do(p.Remove(claim(inLeak.Claim)))
	do(p.Remove(article(secret.ID)))
	// A passage is removed, restored, and its restoring undone.
	inNote := tag(t, p, a, "Officials", annotate.Disputed, "A glockenspiel rang")
	do(p.Set(annotation(inNote.ID), annotate.Fields{"note": "ask the vibraphone"}))
	do(p.Remove(annotation(inNote.ID)))
	do(p.Restore(annotation(inNote.ID), revision(t, p, annotation(inNote.ID), 1)))
	do(p.Undo())
	if _, err := p.Annotation(inNote.ID); !errors.Is(err, ErrNoEntity) {
		t.Fatalf("it is there: %v", err)
	}
	do(p.Remove(claim(inNote.Claim)))
	// A making is undone.
	_, act, err = p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 10, End: 15}, Verdict: annotate.Confirmed, Statement: "A clavichord", Note: "of a dulcimer"})
	do(act, err)
	do(p.Undo())
	for name, o := range map[string]PackOptions{"plain": {}, "without text": {WithoutText: true}, "without all": {WithoutText: true, WithoutHistory: true, WithoutNotes: true}} {
		out := filepath.Join(t.TempDir(), "out.claimtrace")
		packed := pack(t, p, out, o)
		if packed.Articles != 2 {
			t.Errorf("%s: %+v", name, packed)
		}
		mustNotHold(t, out, map[string]string{
			"xylophone": "in the text of a removed article, and in the quote of its passage", "spinet": "in the source of a removed article",
			"bassoon": "the byline of a removed article", "theremin": "the title of a removed article", "marimba": "a removed claim",
			"zither": "the note of a passage of a removed article", "celesta": "the attribution of such a passage",
			"vibraphone": "the note of a passage that was removed, restored and removed again by undo", "glockenspiel": "a removed claim",
			"clavichord": "a claim whose making was undone", "dulcimer": "the note of a passage whose making was undone",
		})
		mustHold(t, out, m.Quote, "There is a pause")
		verified(t, out)
		q := openProject(t, out, testOptions("Ben"))
		if logOf(t, q) != logOf(t, p) || stateOf(t, q) != stateOf(t, p) {
			t.Errorf("%s: the digests are others", name)
		}
		if d := differences(shownBy(t, q.View), shownBy(t, p.View)); d != "" && !o.WithoutHistory {
			t.Errorf("%s: it holds otherwise: %s", name, d)
		}
		// What was removed can come back into the package, and go again.
		if back := add(t, q, leak); back.ID != secret.ID || must(q.Text(back.ID)) != leak.Text {
			t.Errorf("%s: came back as %+v", name, back)
		}
		q.Close()
		verified(t, out)
	}
	// In the project all of it can still be undone.
	for p.CanUndo() != "claim.remove" {
		did2(t, p)
	}
	did2(t, p)
	if c := must(p.Claim(inNote.Claim)); c.Statement != "A glockenspiel rang" {
		t.Errorf("%+v", c)
	}
}

func did2(t *testing.T, p *Project) {
	t.Helper()
	act, err := p.Undo()
	did(t, act, err)
}

// Each option leaves no byte of what it leaves out, anywhere in the file, and
// the rest whole.
func TestPackOptions(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, _, m, n := example(t, p)
	do := func(act Action, err error) {
		t.Helper()
		did(t, act, err)
	}
	do(p.Set(annotation(m.ID), annotate.Fields{"note": "first xylophone"}))
	do(p.Set(annotation(m.ID), annotate.Fields{"note": "then marimba"}))
	do(p.Set(claim(m.Claim), annotate.Fields{"note": "a zither", "statement": "There is a pause with harpsichord"}))
	do(p.Set(claim(m.Claim), annotate.Fields{"statement": "There is a pause"}))
	do(p.Decide(m.Claim, annotate.Disputed, "by the vibraphone"))
	do(p.Decide(m.Claim, annotate.Confirmed, "by the glockenspiel", n.ID))
	do(p.Set(article(a.ID), annotate.Fields{"title": "On clavichords"}))
	do(p.Undo())
	do(p.Set(annotation(n.ID), annotate.Fields{"attribution": "a theremin"}))
	do(p.SetSetting("title", "Dulcimer"))
	do(p.SetSetting("title", "Winter"))
	notes := map[string]string{"marimba": "a note", "zither": "the note of a claim", "glockenspiel": "the reason of a decision"}
	history := map[string]string{
		"xylophone": "a note that was replaced", "vibraphone": "a reason that was replaced", "harpsichord": "a statement that was replaced",
		"clavichords": "a title that was undone", "Dulcimer": "a setting that was replaced",
	}
	text := map[string]string{"Officials spoke": "a text", "one week": "a text"}
	for _, o := range []PackOptions{{}, {WithoutText: true}, {WithoutHistory: true}, {WithoutNotes: true}, {WithoutText: true, WithoutHistory: true, WithoutNotes: true}} {
		out := filepath.Join(t.TempDir(), "out.claimtrace")
		pack(t, p, out, o)
		verified(t, out)
		for _, c := range []struct {
			without bool
			words   map[string]string
		}{{o.WithoutNotes, notes}, {o.WithoutHistory, history}, {o.WithoutText, text}} {
			for word, what := range c.words {
				if c.without {
					mustNotHold(t, out, map[string]string{word: what})
				} else if !o.WithoutNotes || what != "a note that was replaced" && what != "a reason that was replaced" {
					mustHold(t, out, word)
				}
			}
		}
		mustHold(t, out, m.Quote, n.Quote, "a theremin", "There is a pause", "Winter")
		q := openProject(t, out, testOptions("Ben"))
		if logOf(t, q) != logOf(t, p) || stateOf(t, q) != stateOf(t, p) {
			t.Errorf("%+v: the digests are others", o)
		}
		got := must(q.Annotation(m.ID))
		if want := must(p.Annotation(m.ID)); o.WithoutNotes {
			if got.Note != "" || got.Withheld != "note" {
				t.Errorf("%+v: %+v", o, got)
			}
		} else if got != want {
			t.Errorf("%+v: %+v", o, got)
		}
		if c := must(q.Claim(m.Claim)); c.Resolved != annotate.Confirmed || !c.Evidence.Has(n.ID) || (c.Reason == "") != o.WithoutNotes {
			t.Errorf("%+v: %+v", o, c)
		}
		// The history says of what was left out that it was set.
		told := 0
		for _, r := range must(q.Revisions(annotation(m.ID))) {
			for _, e := range r.Edits {
				if e.Field == "note" && e.Withheld {
					told++
				}
			}
		}
		if (told > 0) != (o.WithoutNotes || o.WithoutHistory) {
			t.Errorf("%+v: of the note's changes %d are told as withheld", o, told)
		}
		// The words around a passage are there, with the texts or without.
		before, after, err := q.Context(n)
		if err != nil || before != "" || after != " on Friday. It is to last one we" {
			if !o.WithoutText || after != " on Friday. It is to last one we" {
				t.Errorf("%+v: it stands between %q and %q, %v", o, before, after, err)
			}
		}
		q.Close()
	}
}

// Attributes that this version does not know go the way of what they stand with, and
// with notes, since they may be some: no byte of them is left.
func TestPackLeavesOutAttributes(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, _, m, n := example(t, p)
	says := func(ref Ref, word string, sets ...change.Field) {
		t.Helper()
		act, err := p.act("test.remark", func(rec *recording) error {
			_, err := rec.put(change.Draft{Ref: ref, Sets: sets, More: change.Fields(
				change.Field{Name: "remark", Value: change.OfText("a " + word)},
				change.Field{Name: "remarks", Value: change.OfRecord(change.Field{Name: "second", Value: change.OfText("more of the " + word)})},
				change.Field{Name: "weight", Value: change.OfInt(7)})})
			return err
		})
		did(t, act, err)
	}
	title := func(s string) change.Field { return change.Field{Name: "title", Value: change.OfText(s)} }
	says(article(a.ID), "piccolo", title("On pauses"))
	says(article(a.ID), "sousaphone", title("On a pause"))
	says(annotation(n.ID), "didgeridoo", change.Field{Name: "attribution", Value: change.OfText("the mayor")})
	act, err := p.Remove(annotation(n.ID))
	did(t, act, err)
	act, err = p.Set(claim(m.Claim), annotate.Fields{"statement": "There is no pause"})
	did(t, act, err)
	first := revision(t, p, claim(m.Claim), 0)
	act, err = p.Restore(claim(m.Claim), first)
	did(t, act, err)
	for _, o := range []PackOptions{{}, {WithoutText: true}, {WithoutHistory: true}, {WithoutNotes: true}, {WithoutText: true, WithoutHistory: true, WithoutNotes: true}} {
		out := filepath.Join(t.TempDir(), "out.claimtrace")
		pack(t, p, out, o)
		verified(t, out)
		mustNotHold(t, out, map[string]string{"didgeridoo": "with a removed passage"})
		for word, held := range map[string]bool{"piccolo": !o.WithoutHistory && !o.WithoutNotes, "sousaphone": !o.WithoutNotes} {
			if held {
				mustHold(t, out, "a "+word, "more of the "+word)
			} else {
				mustNotHold(t, out, map[string]string{word: fmt.Sprintf("%+v", o)})
			}
		}
		mustHold(t, out, `"weight":7`, string(first))
		q := openProject(t, out, testOptions("Ben"))
		if logOf(t, q) != logOf(t, p) || stateOf(t, q) != stateOf(t, p) {
			t.Errorf("%+v: the digests are others", o)
		}
		q.Close()
	}
}

// Of a text that is left out the words around its passages go along, up to 32
// code points, and nothing more.
func TestPackWithoutText(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	long := strings.Repeat("before ", 9) + "THE PASSAGE" + strings.Repeat(" after", 9)
	a := add(t, p, draft(long, "Courier", "2026-01-29"))
	b := add(t, p, draft(friday, "Herald", "2026-01-30"))
	n := tag(t, p, a, "THE PASSAGE", annotate.Unconfirmed, "There is a pause")
	wide, act, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: len(long)}, Verdict: annotate.Disputed})
	did(t, act, err)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{WithoutText: true})
	q := openProject(t, out, testOptions("Ben"))
	if before, after, err := q.Context(n); err != nil || before != strings.Repeat("before ", 9)[63-32:] || after != strings.Repeat(" after", 9)[:32] {
		t.Errorf("it stands between %q and %q, %v", before, after, err)
	}
	if got := must(q.Annotation(wide.ID)); got.Quote != long {
		t.Errorf("%+v", got)
	}
	_, err = q.Text(a.ID)
	if !errors.Is(err, ErrTextWithheld) || !strings.Contains(err.Error(), a.Title) {
		t.Errorf("the text gives %v", err)
	}
	if _, _, err = q.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Confirmed}); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("annotating gives %v", err)
	}
	if _, err = q.Override(annotation(n.ID), annotate.Fields{"start": 1}); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("moving gives %v", err)
	}
	act, err = q.Override(annotation(n.ID), annotate.Fields{"verdict": "disputed"})
	did(t, act, err)
	// Who has the articles can put their texts back.
	added, act, err := q.AddArticles(t.Context(), Drafts(draft(long, "Courier", "")), nil)
	if err != nil || added[0].New || act.Changes != 0 {
		t.Errorf("adding the article again gives %+v, %+v, %v", added, act, err)
	}
	if s := must(q.Text(a.ID)); s != long {
		t.Errorf("its text is %q", s)
	}
	if _, err := q.Text(b.ID); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("the other text gives %v", err)
	}
	q.Close()
	verified(t, out)
	// A package of a package without texts has the words around passages too.
	bare := filepath.Join(t.TempDir(), "bare.claimtrace")
	pack(t, p, bare, PackOptions{WithoutText: true})
	q = openProject(t, bare, testOptions("Ben"))
	again := filepath.Join(t.TempDir(), "again.claimtrace")
	pack(t, q, again, PackOptions{})
	r := openProject(t, again, testOptions("Cleo"))
	if before, _, err := r.Context(n); err != nil || len(before) != 32 {
		t.Errorf("packed again, it stands after %q, %v", before, err)
	}
	if err := second(r.Text(a.ID)); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("packed again, the text gives %v", err)
	}
	// So has who takes it in.
	q.Close()
	s := deskOf(t, "Dora")
	pack(t, emptyProjectAt(t, filepath.Join(t.TempDir(), "other.claimtrace"), testOptions("Dora")), s.path, PackOptions{})
	if _, err := s.open(t).union(t.Context(), bare, true); err != nil {
		t.Fatal(err)
	}
	if before, _, err := s.p.Context(n); err != nil || len(before) != 32 {
		t.Errorf("taken in, it stands after %q, %v", before, err)
	}
	s.close(t)
	verified(t, s.path)
}

// Texts that are put back into a package without texts, and nothing else, leave
// a file in order.
func TestTextsPutBack(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	example(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{WithoutText: true})
	q := openProject(t, out, testOptions("Ben"))
	if _, act, err := q.AddArticles(t.Context(), Drafts(draft(thursday, "Courier", ""), draft(friday, "Herald", "")), nil); err != nil || act.Changes != 0 {
		t.Errorf("%+v, %v", act, err)
	}
	q.Close()
	verified(t, out)
}

// A package is not larger than the project, but for a page that may be filled
// otherwise.
func TestPackSize(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	var drafts []Draft
	for i := range 10 {
		drafts = append(drafts, draft(fmt.Sprintf("Number %d. ", i)+strings.Repeat("Some words of an article. ", 80), fmt.Sprint("Paper", i), "2026-01-29"))
	}
	added, _, err := p.AddArticles(t.Context(), Drafts(drafts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []NewAnnotation
	for i := range 200 {
		list = append(list, NewAnnotation{Article: added[i%10].ID, Span: annotate.Span{Start: i, End: i + 60}, Verdict: annotate.Verdicts[i%3], Statement: fmt.Sprint("Claim ", i%40), Note: "a note"})
	}
	if _, _, err := p.AnnotateAll(t.Context(), list, nil); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{})
	p.Close()
	project, packed := must(os.Stat(p.Path())).Size(), must(os.Stat(out)).Size()
	if packed > project+pageSize {
		t.Errorf("the package has %d bytes, the project %d", packed, project)
	}
}

func TestPackTargets(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	example(t, p)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, content string) string {
		writeFile(t, at(name), []byte(content))
		return at(name)
	}
	old := at("old.claimtrace")
	pack(t, p, old, PackOptions{WithoutText: true})
	worked := at("worked.claimtrace")
	pack(t, p, worked, PackOptions{})
	q := openProject(t, worked, testOptions("Ben"))
	act, err := q.SetSetting("title", "Winter")
	did(t, act, err)
	q.Close()
	other := emptyProjectAt(t, at("other.claimtrace"), testOptions("Anna"))
	other.Close()
	open := emptyProjectAt(t, at("open.claimtrace"), testOptions("Anna"))
	defer open.Close()

	for name, c := range map[string]struct {
		out   string
		kind  error
		words string
	}{
		"itself":            {p.Path(), ErrExists, "this very project"},
		"a text":            {write("note.txt", "mine"), ErrExists, "not a package"},
		"a project":         {other.Path(), ErrExists, "not a package"},
		"one worked on":     {worked, ErrExists, "not a package"},
		"a folder":          {dir, ErrFolder, "in it"},
		"missing folder":    {at("no/such/out.claimtrace"), ErrMissing, "make the folder first"},
		"open":              {open.Path(), ErrLocked, "close it there first"},
		"a journal is left": {at("left.claimtrace"), ErrExists, "left.claimtrace-journal"},
	} {
		if name == "a journal is left" {
			write("left.claimtrace-journal", "old")
		}
		_, err := p.Pack(t.Context(), c.out, PackOptions{})
		if err == nil {
			t.Errorf("%s: packed", name)
			continue
		}
		refused(t, err, c.kind, c.out, "cannot pack into ", c.words)
	}
	if string(readFile(t, at("note.txt"))) != "mine" {
		t.Error("the text was replaced")
	}
	verified(t, other.Path())

	// An older package, and the empty file that a dialog leaves, are replaced.
	for _, out := range []string{old, write("empty.claimtrace", "")} {
		pack(t, p, out, PackOptions{})
		q := openProject(t, out, Options{})
		if !reflect.DeepEqual(shownBy(t, q.View), shownBy(t, p.View)) {
			t.Errorf("%s holds something else", out)
		}
		q.Close()
	}
	onlyFiles(t, dir, "note.txt", "old.claimtrace", "other.claimtrace", "open.claimtrace", "empty.claimtrace", "worked.claimtrace", "left.claimtrace-journal")
}

// A pack that is called off leaves the older package and no other file.
func TestCancelledPack(t *testing.T) {
	t.Parallel()
	o := testOptions("Anna")
	o.Data = t.TempDir()
	p := emptyProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	example(t, p)
	dir := t.TempDir()
	out := filepath.Join(dir, "out.claimtrace")
	old := pack(t, p, out, PackOptions{WithoutText: true})
	data := len(must(os.ReadDir(o.Data)))
	finished := false
	for n := 0; !finished; n += 1 + n/4 {
		_, err := p.Pack(stopAfter(n), out, PackOptions{})
		finished = err == nil
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("called off at %d: %v", n, err)
		}
		onlyFiles(t, dir, "out.claimtrace")
		if !finished && sumOf(t, out) != old.SHA256 {
			t.Fatalf("called off at %d, the package is not the older one", n)
		}
		if len(must(os.ReadDir(o.Data))) != data {
			t.Fatalf("called off at %d, a copy is left", n)
		}
	}
	verified(t, out)
}

func TestCancelledAdd(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	drafts := []Draft{draft(thursday, "Courier", ""), draft(friday, "Herald", "")}
	var told []int
	added, act, err := p.AddArticles(stopAfter(1), Drafts(drafts...), func(done int) { told = append(told, done) })
	if !errors.Is(err, context.Canceled) || added != nil || act.Changes != 0 || !reflect.DeepEqual(told, []int{1}) {
		t.Errorf("%v, %v, %v, told %v", added, act, err, told)
	}
	if m := shownBy(t, p.View); len(m.Articles) != 0 || p.CanUndo() != "" {
		t.Error("something was added all the same")
	}
}

// A change of a kind and with a register that this version does not know is kept,
// folded, passed on and told, and what it points at does not go unseen.
func TestUnknownKind(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	sketch := Ref{Kind: "sketch", ID: change.NamedID("sketch", "one")}
	b := a.given(t, "Ben", PackOptions{})
	// As a later version would record it.
	act, err := b.p.act("sketch.draw", func(rec *recording) error {
		_, err := rec.put(change.Draft{Ref: sketch, Sets: []change.Field{life(true),
			{Name: "strokes", Value: change.OfRecord(change.Field{Name: "on", Value: change.OfRef(annotate.KindArticle, in.ID)}, change.Field{Name: "path", Value: change.OfText("a glissando")})},
		}, More: []change.Field{{Name: "pressure", Value: change.OfInt(7)}}})
		return err
	})
	did(t, act, err)
	act, err = b.p.act("claim.colour", func(rec *recording) error {
		_, err := rec.put(change.Draft{Ref: claim(m.Claim), Sets: []change.Field{{Name: "colour", Value: change.OfText("ochre")}}})
		return err
	})
	did(t, act, err)
	a.takes(t, b)
	agree(t, a, b)
	told := func(path string) {
		t.Helper()
		report, err := Verify(t.Context(), path)
		if err != nil || !report.OK || !strings.Contains(strings.Join(report.Notes, "\n"), "sketch "+string(sketch.ID)+": this version cannot read all of it, and keeps it") {
			t.Errorf("%+v, %v", report, err)
		}
	}
	a.close(t)
	told(a.path)
	c := a.given(t, "Cleo", PackOptions{})
	agree(t, a, c)
	c.close(t)
	told(c.path)
	mustHold(t, c.path, "a glissando", "ochre")
	f := must(c.open(t).log.Fold(sketch))
	if v := f.Value("strokes"); v.Field("path").Text != "a glissando" || v.Field("on").Ref != article(in.ID) {
		t.Errorf("%+v", v)
	}
	if v := must(c.p.log.Fold(claim(m.Claim))).Value("colour"); v.Text != "ochre" {
		t.Errorf("%+v", v)
	}
	if got := must(c.p.Claim(m.Claim)); got.Statement != "There is a pause" {
		t.Errorf("%+v", got)
	}
	if history := must(c.p.History(sketch.ID)); len(history) != 1 || len(history[0].More) != 1 || history[0].More[0].Int != 7 {
		t.Errorf("%+v", history)
	}
	if list, err := c.p.Revisions(sketch); err != nil || len(list) != 1 || list[0].Did.Code != "sketch.draw" {
		t.Errorf("%+v, %v", list, err)
	}
	// It hangs on the article: who removes that without having seen it does not.
	d := a.given(t, "Dora", PackOptions{})
	act, err = d.p.Remove(article(in.ID))
	did(t, act, err)
	act, err = b.p.act("sketch.draw", func(rec *recording) error {
		_, err := rec.put(change.Draft{Ref: sketch, Sets: []change.Field{{Name: "title", Value: change.OfText("on")}}})
		return err
	})
	did(t, act, err)
	d.takes(t, b)
	if err := second(d.p.Article(in.ID)); err != nil {
		t.Errorf("removed by one who had not seen it: %v", err)
	}
	sound(t, d.p)
	// Withheld with what is gone, and without history.
	e := a.given(t, "Eva", PackOptions{WithoutHistory: true, WithoutNotes: true})
	agree(t, a, e)
}
