package annotate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate/change"
)

// Anna's key and id are those of package person's test.
const (
	annaKey = "25njqamc-weflpvkl-73j4szah-hihoc4xt-3ktcgjnp-aingr5yh-kenbq6ab"
	annaID  = ID("65bc4529-fd45-878c-bf9a-8f19b4d6546b")
)

// desk makes changes of one project, one after the other.
type desk struct {
	t    *testing.T
	log  *change.Memory
	copy ID
	n    int64
}

func newDesk(t *testing.T) *desk { return &desk{t: t, log: change.NewMemory(), copy: id(77)} }

// make records a change by a person.
func (d *desk) make(person ID, draft change.Draft) *change.Change {
	d.t.Helper()
	d.n++
	draft.Did.Code = "test"
	c, err := change.Compose(d.log, change.Stamp{Person: person, Copy: d.copy, Number: d.n, First: d.n, Clock: change.Clock(1000 * d.n)}, draft, [16]byte{byte(d.n)})
	if err != nil {
		d.t.Fatal(err)
	}
	d.log.Add(c)
	return c
}

// sets are the registers that hold some fields, as they are set.
func sets(kind Kind, f Fields, life ...bool) []change.Field {
	var names []string
	for name := range f {
		names = append(names, name)
	}
	list := Spec(kind).RegisterValues(f, names)
	for _, alive := range life {
		list = append(list, change.Field{Name: change.Life, Value: change.OfBool(alive)})
	}
	return list
}

func (d *desk) state(r Ref) State {
	d.t.Helper()
	f, err := d.log.Fold(r)
	if err != nil {
		d.t.Fatal(err)
	}
	live, err := d.log.Live(r)
	if err != nil {
		d.t.Fatal(err)
	}
	return StateOf(f, live)
}

// Who decided, and when, follow from the log; a decision that is opened again is
// nobody's.
func TestStateOfClaim(t *testing.T) {
	d := newDesk(t)
	made := d.make(id(50), change.Draft{Ref: Ref{Kind: KindClaim}, Sets: sets(KindClaim, Fields{"statement": "It snows"}, true)})
	ref := made.Entity
	d.make(id(51), change.Draft{Ref: ref, Decides: true, Sets: sets(KindClaim, Fields{"resolved": "confirmed", "reason": "seen", "evidence": string(JoinIDs(id(4), id(3)))})})
	d.make(id(50), change.Draft{Ref: ref, Sets: sets(KindClaim, Fields{"note": "x"})})
	s := d.state(ref)
	got := s.Claim()
	want := Claim{ID: ref.ID, Statement: "It snows", Resolved: Confirmed, Reason: "seen", Evidence: JoinIDs(id(3), id(4)), Decided: 2000, DecidedBy: id(51), Note: "x", Created: time.UnixMilli(1000).UTC()}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !slices.Equal(got.Evidence.List(), []ID{id(3), id(4)}) || !got.Evidence.Has(id(4)) || got.Evidence.Has(id(5)) || got.Evidence.Has("") {
		t.Errorf("evidence %q", got.Evidence)
	}
	if !s.Shown() || s.Strange() || s.Name() != "It snows" || s.Maker() != id(50) || !s.Modified().Equal(time.UnixMilli(3000)) {
		t.Errorf("%+v by %s", s, s.Maker())
	}
	d.make(id(50), change.Draft{Ref: ref, Decides: true, Sets: sets(KindClaim, Fields{"resolved": nil})})
	if got := d.state(ref).Claim(); got.Resolved != "" || got.Decided != 0 || got.DecidedBy != "" || got.Reason != "" || got.Evidence != "" {
		t.Errorf("reopened: %+v", got)
	}
	d.make(id(51), change.Draft{Ref: ref, Sets: sets(KindClaim, nil, false)})
	if s := d.state(ref); s.Live || s.Shown() || s.Claim().Statement != "It snows" {
		t.Errorf("removed: %+v", s)
	}
	none := StateOf(change.Fold(ref, nil), false)
	if none.Shown() || none.Maker() != "" || !none.Created().IsZero() || !none.Modified().IsZero() || none.Known() || len(none.Fields()) != 0 {
		t.Errorf("what no change speaks of is %+v", none)
	}
}

// An annotation is its maker's, whoever changed it since.
func TestStateOfAnnotation(t *testing.T) {
	d := newDesk(t)
	ref := d.make(id(50), change.Draft{Ref: Ref{Kind: KindAnnotation}, Sets: sets(KindAnnotation, Fields{
		"article": string(id(9)), "start": 0, "end": 7, "quote": "It snow", "verdict": "disputed", "claim": string(id(8)), "note": "x", "attribution": "the mayor",
	}, true)}).Entity
	d.make(id(51), change.Draft{Ref: ref, Sets: sets(KindAnnotation, Fields{"verdict": "confirmed"})})
	s := d.state(ref)
	want := Annotation{ID: ref.ID, Article: id(9), End: 7, Quote: "It snow", Verdict: Confirmed, Claim: id(8), Reviewer: id(50), Attribution: "the mayor", Note: "x",
		Created: time.UnixMilli(1000).UTC(), Modified: time.UnixMilli(2000).UTC()}
	if got := s.Annotation(); got != want || !s.Shown() || s.Name() != "It snow" {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	fields := s.Fields()
	fields["note"] = "other"
	if s.Value("note") != "x" || s.Value("colour") != nil {
		t.Error("the fields are not a copy")
	}
	// Withheld, it is shown all the same, and says so.
	less := change.Fold(ref, []*change.Change{s.Changes()[0].Withhold(func(path string) bool { return path == "sets/note" || path == "sets/place/quote" })})
	if s := StateOf(less, true); !s.Shown() || s.Withheld() != "quote note" || s.Annotation().Note != "" || s.Annotation().Withheld != "quote note" {
		t.Errorf("%+v, withheld %q", s.Annotation(), s.Withheld())
	}
	// One whose place is none is kept and not shown.
	for name, fields := range map[string]Fields{
		"empty": {"article": string(id(9)), "start": 7, "end": 7}, "turned": {"article": string(id(9)), "start": 9, "end": 7}, "nowhere": {"start": 1, "end": 7},
	} {
		fields["verdict"] = "disputed"
		ref := d.make(id(50), change.Draft{Ref: Ref{Kind: KindAnnotation}, Sets: sets(KindAnnotation, fields, true)}).Entity
		if s := d.state(ref); s.Shown() || !s.Strange() || !s.Live {
			t.Errorf("%s: it is shown", name)
		}
	}
}

// What is named by what it is, is shown where both agree.
func TestStateAgreesWithID(t *testing.T) {
	d := newDesk(t)
	sum := strings.Repeat("0a", 32)
	article := Fields{"sha256": sum, "chars": 7, "key_address": "https://o.example/1", "title": "T", "outlet": "O", "published": "2026-01-29", "url": "https://o.example/2", "supersedes": string(id(3))}
	a, b := Ref{Kind: KindClaim, ID: id(1)}, Ref{Kind: KindClaim, ID: id(2)}
	pair := func(a, b Ref) []change.Field {
		return []change.Field{{Name: change.Life, Value: change.OfBool(true)}, {Name: "pair", Value: change.OfRecord(
			change.Field{Name: "a", Value: change.OfRef(a.Kind, a.ID)}, change.Field{Name: "b", Value: change.OfRef(b.Kind, b.ID)})}}
	}
	for name, c := range map[string]struct {
		ref   Ref
		sets  []change.Field
		shown bool
	}{
		"article":            {Ref{Kind: KindArticle, ID: ArticleID(sum, "https://o.example/1", "")}, sets(KindArticle, article, true), true},
		"forged article":     {Ref{Kind: KindArticle, ID: id(7)}, sets(KindArticle, article, true), false},
		"article of no text": {Ref{Kind: KindArticle, ID: ArticleID("", "https://o.example/1", "")}, sets(KindArticle, Fields{"chars": 7, "key_address": "https://o.example/1"}, true), false},
		"setting":            {Ref{Kind: KindSetting, ID: SettingID("title")}, sets(KindSetting, Fields{"name": "title", "value": "x"}, true), true},
		"forged setting":     {Ref{Kind: KindSetting, ID: id(7)}, sets(KindSetting, Fields{"name": "title", "value": "x"}, true), false},
		"join":               {Ref{Kind: KindJoin, ID: JoinID(KindClaim, b.ID, a.ID)}, pair(a, b), true},
		"forged join":        {Ref{Kind: KindJoin, ID: id(7)}, pair(a, b), false},
		"join with itself":   {Ref{Kind: KindJoin, ID: JoinID(KindClaim, a.ID, a.ID)}, pair(a, a), false},
		"join of two kinds":  {Ref{Kind: KindJoin, ID: JoinID(KindClaim, a.ID, id(3))}, pair(a, Ref{Kind: KindArticle, ID: id(3)}), false},
		"join of an unknown": {Ref{Kind: KindJoin, ID: JoinID("sketch", id(1), id(2))}, pair(Ref{Kind: "sketch", ID: id(1)}, Ref{Kind: "sketch", ID: id(2)}), true},
		"person":             {Ref{Kind: KindReviewer, ID: annaID}, sets(KindReviewer, Fields{"name": "Anna", "key": annaKey}, true), true},
		"nameless":           {Ref{Kind: KindReviewer, ID: id(51)}, sets(KindReviewer, Fields{"name": nil}, true), false},
		"unknown kind":       {Ref{Kind: "sketch", ID: id(1)}, []change.Field{{Name: change.Life, Value: change.OfBool(true)}}, false},
	} {
		d.make(id(50), change.Draft{Ref: c.ref, Sets: c.sets})
		if s := d.state(c.ref); s.Shown() != c.shown || s.Strange() == c.shown || !s.Live {
			t.Errorf("%s: it is shown: %v", name, s.Shown())
		}
	}
	s := d.state(Ref{Kind: KindArticle, ID: ArticleID(sum, "https://o.example/1", "")})
	want := Article{ID: s.ID, SHA256: sum, Chars: 7, Title: "T", Outlet: "O", Published: "2026-01-29", URL: "https://o.example/2", Supersedes: id(3), Added: s.Created()}
	if got := s.Article(); got != want || s.Name() != "T" {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if name, value := d.state(Ref{Kind: KindSetting, ID: SettingID("title")}).Setting(); name != "title" || value != "x" {
		t.Errorf("%q, %q", name, value)
	}
	if one, other := d.state(Ref{Kind: KindJoin, ID: JoinID(KindClaim, a.ID, b.ID)}).Join(); one != a || other != b {
		t.Errorf("%+v, %+v", one, other)
	}
	if r := d.state(Ref{Kind: KindReviewer, ID: annaID}).Reviewer(); r != (Reviewer{ID: annaID, Name: "Anna", Key: annaKey}) {
		t.Errorf("%+v", r)
	}
	if s := d.state(Ref{Kind: "sketch", ID: id(1)}); s.Name() != "" || len(s.Fields()) != 0 || s.Withheld() != "" {
		t.Errorf("%+v", s)
	}
}

// What cannot be read hides itself alone, and the entity only where that cannot be
// without it; beside what can be read it is passed over, as a whole.
func TestStateOfStrange(t *testing.T) {
	text, none := change.OfText, change.OfText("")
	record := func(fields ...change.Field) change.Value { return change.OfRecord(fields...) }
	field := func(name string, v change.Value) change.Field { return change.Field{Name: name, Value: v} }
	sum := strings.Repeat("0a", 32)
	article := Ref{Kind: KindArticle, ID: ArticleID(sum, "", "O")}
	title, joined := Ref{Kind: KindSetting, ID: SettingID("title")}, Ref{Kind: KindJoin, ID: JoinID(KindClaim, id(1), id(2))}
	pair := func(a, b ID) change.Value {
		return record(field("a", change.OfRef(KindClaim, a)), field("b", change.OfRef(KindClaim, b)))
	}
	key := func(sum string, chars int64, more ...change.Field) change.Value {
		return record(append(more, field("sha256", text(sum)), field("chars", change.OfInt(chars)))...)
	}
	place := func(start, end int64, article Kind) change.Value {
		return record(field("article", change.OfRef(article, id(9))), field("start", change.OfInt(start)), field("end", change.OfInt(end)))
	}
	claim := Fields{"statement": "It snows", "resolved": "confirmed", "reason": "seen", "note": "x"}
	passage := Fields{"article": string(id(9)), "start": 0, "end": 7, "quote": "It snow", "verdict": "disputed", "claim": string(id(8)), "note": "x"}
	without := func(f Fields, names ...string) Fields {
		g := maps.Clone(f)
		for _, name := range names {
			delete(g, name)
		}
		return g
	}
	with := func(f Fields, more Fields) Fields {
		g := maps.Clone(f)
		maps.Copy(g, more)
		return g
	}
	of := Fields{"sha256": sum, "chars": 7, "key_outlet": "O", "title": "T"}
	// These are no more than what nobody reads.
	plain := []string{"a decision of more", "another text, replaced", "another length, replaced", "a register of another time"}
	for name, c := range map[string]struct {
		ref      Ref
		made     Fields
		register string
		strange  change.Value
		how      string // whether it is a making, and whether its maker knew of what stood
		want     Fields // nil where the entity is hidden
	}{
		"a decision of no verdict": {Ref{Kind: KindClaim}, claim, "decision", record(field("verdict", text("maybe"))), "over it", without(claim, "resolved", "reason")},
		"a decision of a part": {Ref{Kind: KindClaim}, claim, "decision",
			record(field("verdict", text("disputed")), field("reason", text("r")), field("evidence", change.OfList(Ref{Kind: KindClaim, ID: id(3)}))), "over it", without(claim, "resolved", "reason")},
		"a decision that is no record":   {Ref{Kind: KindClaim}, claim, "decision", text("confirmed"), "over it", without(claim, "resolved", "reason")},
		"a decision of more":             {Ref{Kind: KindClaim}, claim, "decision", record(field("verdict", text("disputed")), field("mood", change.OfInt(1))), "over it", with(without(claim, "reason"), Fields{"resolved": "disputed"})},
		"a decision beside one":          {Ref{Kind: KindClaim}, claim, "decision", record(field("verdict", text("maybe")), field("reason", text("r"))), "beside it", claim},
		"a note of bytes":                {Ref{Kind: KindClaim}, claim, "note", change.OfInt(7), "over it", without(claim, "note")},
		"a statement of two lines":       {Ref{Kind: KindClaim}, claim, "statement", text("a\nb"), "over it", nil},
		"a statement beside one":         {Ref{Kind: KindClaim}, claim, "statement", text("a\nb"), "beside it", claim},
		"no statement":                   {Ref{Kind: KindClaim}, claim, "statement", none, "over it", nil},
		"no statement beside one":        {Ref{Kind: KindClaim}, claim, "statement", none, "beside it", claim},
		"a tie to no claim":              {Ref{Kind: KindAnnotation}, passage, "tie", change.OfRef(KindArticle, id(9)), "over it", without(passage, "claim")},
		"a verdict of another time":      {Ref{Kind: KindAnnotation}, passage, "verdict", text("retracted"), "over it", nil},
		"a verdict beside one":           {Ref{Kind: KindAnnotation}, passage, "verdict", text("retracted"), "beside it", passage},
		"a place that is turned":         {Ref{Kind: KindAnnotation}, passage, "place", place(9, 7, KindArticle), "over it", nil},
		"a turned place beside one":      {Ref{Kind: KindAnnotation}, passage, "place", place(9, 7, KindArticle), "beside it", passage},
		"a place in no article":          {Ref{Kind: KindAnnotation}, passage, "place", place(0, 7, KindClaim), "beside it", passage},
		"a supersedes of a claim":        {article, of, "supersedes", change.OfRef(KindClaim, id(3)), "over it", of},
		"a publication that is none":     {article, with(of, Fields{"published": "2026"}), "publication", text("yesterday"), "over it", of},
		"another text, replaced":         {article, of, "key", key(strings.Repeat("0b", 32), 7, field("outlet", text("O"))), "over it", of},
		"another length, replaced":       {article, of, "key", key(sum, 9000, field("outlet", text("O"))), "over it", of},
		"another text, made again":       {article, of, "key", key(strings.Repeat("0b", 32), 7, field("outlet", text("O"))), "made beside it", of},
		"a text of an address withheld":  {article, of, "key", key(strings.Repeat("0b", 32), 7, field("address", text("x"))), "made beside it", of},
		"another name of a setting":      {title, Fields{"name": "title", "value": "Winter"}, "name", text("colour"), "made again", Fields{"name": "title", "value": "Winter"}},
		"a value of a setting":           {title, Fields{"name": "title", "value": "Winter"}, "value", change.OfInt(3), "over it", Fields{"name": "title"}},
		"a pair of others":               {joined, Fields{}, "pair", pair(id(1), id(3)), "made again", Fields{"a": string(id(1)), "b": string(id(2))}},
		"a register of another time":     {Ref{Kind: KindClaim}, claim, "colour", text("ochre"), "over it", claim},
		"an unknown kind":                {Ref{Kind: "sketch", ID: id(5)}, Fields{}, "colour", text("ochre"), "over it", nil},
		"another's key":                  {Ref{Kind: KindReviewer, ID: id(50)}, Fields{"name": "Anna"}, "key", text(annaKey), "made again", Fields{"name": "Anna"}},
		"a key that is none":             {Ref{Kind: KindReviewer, ID: annaID}, Fields{"name": "Anna"}, "key", text(annaKey[:40]), "made again", Fields{"name": "Anna"}},
		"another key beside one's own":   {Ref{Kind: KindReviewer, ID: annaID}, Fields{"name": "Anna", "key": annaKey}, "key", text("a" + annaKey[1:]), "made beside it", Fields{"name": "Anna", "key": annaKey}},
		"another key over one's own":     {Ref{Kind: KindReviewer, ID: annaID}, Fields{"name": "Anna", "key": annaKey}, "key", text("a" + annaKey[1:]), "made again", Fields{"name": "Anna", "key": annaKey}},
		"a person without a name":        {Ref{Kind: KindReviewer, ID: id(50)}, Fields{"name": "Anna"}, "name", text("two\nlines"), "over it", nil},
		"a person's name beside another": {Ref{Kind: KindReviewer, ID: id(50)}, Fields{"name": "Anna"}, "name", text("two\nlines"), "beside it", Fields{"name": "Anna"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			making := change.Draft{Ref: c.ref, Sets: []change.Field{{Name: change.Life, Value: change.OfBool(true)}}}
			if Spec(c.ref.Kind) != nil {
				making.Sets = sets(c.ref.Kind, c.made, true)
			}
			if c.ref == joined {
				making.Sets = change.Fields(append(making.Sets, field("pair", pair(id(1), id(2))))...)
			}
			made := d.make(id(50), making)
			from := d
			if strings.Contains(c.how, "beside") {
				from = newDesk(t)
				from.n, from.copy = 5, id(78)
			}
			strange := change.Draft{Ref: made.Entity, Sets: []change.Field{field(c.register, c.strange)}}
			if strings.HasPrefix(c.how, "made") {
				strange.Sets = append(strange.Sets, field(change.Life, change.OfBool(true)))
			}
			x := from.make(id(51), strange)
			if name == "a text of an address withheld" {
				x = x.Withhold(func(path string) bool { return path == "sets/key/address" })
			}
			d.log.Add(x)
			s := d.state(made.Entity)
			if s.Shown() != (c.want != nil) || !s.Live {
				t.Fatalf("it is shown: %v", s.Shown())
			}
			if s.Strange() == slices.Contains(plain, name) {
				t.Errorf("it is told as strange: %v", s.Strange())
			}
			if got := s.Fields(); c.want != nil && !maps.Equal(got, c.want) {
				t.Errorf("it reads\n%v\nnot\n%v", got, c.want)
			}
			if a, b := s.Join(); c.ref == joined && (a.ID != id(1) || b.ID != id(2)) {
				t.Errorf("joined are %v and %v", a, b)
			}
		})
	}
}

// A passage that was carried over says from which, where its id follows from that and from its article.
func TestStateOfCarried(t *testing.T) {
	d := newDesk(t)
	fields := func(from ID) []change.Field {
		return sets(KindAnnotation, Fields{"article": string(id(2)), "start": 3, "end": 9, "quote": "snows", "verdict": "disputed", "from": string(from)}, true)
	}
	right, other := Ref{Kind: KindAnnotation, ID: CarriedID(id(1), id(2))}, Ref{Kind: KindAnnotation, ID: CarriedID(id(1), id(3))}
	d.make(id(50), change.Draft{Ref: right, Sets: fields(id(1))})
	d.make(id(50), change.Draft{Ref: other, Sets: fields(id(1))})
	own := d.make(id(50), change.Draft{Ref: Ref{Kind: KindAnnotation}, Sets: fields(id(1))}).Entity
	if s := d.state(right); s.Annotation().From != id(1) || s.Strange() || !s.Shown() {
		t.Errorf("%+v", s.Annotation())
	}
	for _, r := range []Ref{other, own} {
		if s := d.state(r); s.Annotation().From != "" || !s.Strange() || !s.Shown() || s.Annotation().Quote != "snows" {
			t.Errorf("of another article, or by its making: %+v", s.Annotation())
		}
	}
}

func TestShortQuote(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, MaxQuote: MaxQuote, MaxQuote + 1: MaxQuote, 5000: MaxQuote} {
		var long strings.Builder
		for i := range n {
			fmt.Fprintf(&long, "%c", 'а'+i%32)
		}
		got := []rune(ShortQuote(long.String()))
		whole := []rune(long.String())
		if len(got) != want || n > MaxQuote && (string(got[:MaxQuote/2]) != string(whole[:MaxQuote/2]) || string(got[MaxQuote/2:]) != string(whole[n-MaxQuote/2:])) {
			t.Errorf("of %d code points %d are kept", n, len(got))
		}
	}
}
