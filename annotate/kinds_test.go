package annotate

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/change"
)

// Every kind is described once, and every field of it has one name and one
// place.
func TestKinds(t *testing.T) {
	seen := map[Kind]bool{}
	for _, k := range Kinds {
		if seen[k.Kind] || Spec(k.Kind) == nil || Spec(k.Kind).Kind != k.Kind || k.Name == nil {
			t.Errorf("%s is described twice, or not whole", k.Kind)
		}
		seen[k.Kind] = true
		fields, registers := map[string]bool{}, map[string]bool{change.Life: true}
		for i := range k.Registers {
			r := &k.Registers[i]
			if registers[r.Name] || k.RegisterNamed(r.Name) == nil || len(r.Fields) == 0 {
				t.Errorf("register %s of %s is there twice, or empty", r.Name, k.Kind)
			}
			registers[r.Name] = true
			keys := map[string]bool{}
			for _, f := range r.Fields {
				if fields[f.Name] {
					t.Errorf("field %s of %s is there twice", f.Name, k.Kind)
				}
				fields[f.Name] = true
				if keys[f.Key] || (f.Key == "") != (len(r.Fields) == 1) {
					t.Errorf("field %s of %s has no key of its own in %s", f.Name, k.Kind, r.Name)
				}
				keys[f.Key] = true
				if in, field := k.Register(f.Name); in == nil || in.Name != r.Name || field.Name != f.Name {
					t.Errorf("field %s of %s is not found", f.Name, k.Kind)
				}
				if bounded := f.Type != Natural && f.Type != VerdictType && f.Type != Reference; bounded != (f.Max > 0) {
					t.Errorf("field %s of %s has the bound %d", f.Name, k.Kind, f.Max)
				}
				if r.Who == Nobody && f.Typed {
					t.Errorf("field %s of %s is typed and set by nobody", f.Name, k.Kind)
				}
			}
		}
	}
	if Spec("table") != nil || Spec("table").RegisterNamed("key") != nil {
		t.Error("there is a kind table")
	}
	if r, f := Spec("table").Register("key"); r != nil || f != nil {
		t.Error("it has a field")
	}
	if r := Spec(KindClaim).RegisterNamed("colour"); r != nil {
		t.Errorf("a claim has %+v", r)
	}
}

// The values that fields hold become values of the log and come back, whole
// registers at a time.
func TestRegisterValues(t *testing.T) {
	a, b := id(2), id(1)
	for _, c := range []struct {
		kind   Kind
		fields Fields
		names  []string
		want   string // the registers
	}{
		{KindClaim, Fields{"statement": "It snows", "note": "x"}, []string{"statement", "note"}, "note statement"},
		{KindClaim, Fields{"resolved": "confirmed", "reason": "seen", "evidence": string(JoinIDs(b, a))}, []string{"reason"}, "decision"},
		{KindClaim, Fields{}, []string{"resolved"}, "decision"},
		{KindAnnotation, Fields{"article": string(a), "start": 0, "end": 7, "quote": "It snow", "verdict": "disputed", "claim": string(b)}, []string{"end", "verdict", "claim"}, "place tie verdict"},
		{KindArticle, Fields{"sha256": strings.Repeat("0a", 32), "chars": 0, "key_outlet": "Courier", "published": "2026-01"}, []string{"chars", "published"}, "key publication"},
		{KindSetting, Fields{"name": "title", "value": "a\nb"}, []string{"name", "value"}, "name value"},
	} {
		spec := Spec(c.kind)
		list := spec.RegisterValues(c.fields, c.names)
		var names []string
		back, whole := Fields{}, Fields{}
		for _, f := range list {
			names = append(names, f.Name)
			if withheld, ok := spec.RegisterNamed(f.Name).ReadRegister(f.Value, back); !ok || len(withheld) > 0 {
				t.Errorf("%s of %s: %v, %v", f.Name, c.kind, withheld, ok)
			}
			for _, field := range spec.RegisterNamed(f.Name).Fields {
				if v := c.fields[field.Name]; v != nil {
					whole[field.Name] = v
				}
			}
		}
		if strings.Join(names, " ") != c.want {
			t.Errorf("%s %v sets %q", c.kind, c.names, names)
		}
		if !reflect.DeepEqual(back, whole) {
			t.Errorf("%s: %v came back as %v", c.kind, whole, back)
		}
	}
}

// What a later version or a hostile file may have in a register is never taken
// for something else.
func TestReadRegister(t *testing.T) {
	sum := [32]byte{1}
	withheld := change.Value{Type: change.Text, Withheld: &sum}
	part := func(name string, v change.Value) change.Value {
		return change.Value{Type: change.Record, Fields: []change.Field{{Name: name, Value: v}}}
	}
	for name, c := range map[string]struct {
		kind     Kind
		register string
		v        change.Value
		ok       bool
		want     Fields
		withheld []string
	}{
		"nothing":              {KindClaim, "statement", change.Value{Type: change.None}, true, Fields{}, nil},
		"text":                 {KindClaim, "statement", change.OfText("It snows"), true, Fields{"statement": "It snows"}, nil},
		"longer than now":      {KindClaim, "statement", change.OfText(strings.Repeat("x", 5000)), true, Fields{"statement": strings.Repeat("x", 5000)}, nil},
		"lines in a line":      {KindClaim, "statement", change.OfText("a\nb"), false, Fields{}, nil},
		"lines in a note":      {KindClaim, "note", change.OfText("a\nb"), true, Fields{"note": "a\nb"}, nil},
		"number for text":      {KindClaim, "statement", change.OfInt(7), false, Fields{}, nil},
		"record for text":      {KindClaim, "statement", part("words", change.OfText("x")), false, Fields{}, nil},
		"text for record":      {KindClaim, "decision", change.OfText("confirmed"), false, Fields{}, nil},
		"withheld":             {KindClaim, "note", withheld, true, Fields{}, []string{"note"}},
		"withheld in a record": {KindClaim, "decision", part("reason", withheld), true, Fields{}, []string{"reason"}},
		"unknown verdict":      {KindAnnotation, "verdict", change.OfText("ironic"), false, Fields{}, nil},
		"unknown part":         {KindClaim, "decision", part("mood", change.OfText("x")), true, Fields{}, nil},
		"another kind":         {KindAnnotation, "tie", change.OfRef(KindArticle, id(1)), false, Fields{}, nil},
		"claim":                {KindAnnotation, "tie", change.OfRef(KindClaim, id(1)), true, Fields{"claim": string(id(1))}, nil},
		"list of others":       {KindClaim, "decision", part("evidence", change.OfList(Ref{Kind: KindClaim, ID: id(1)})), false, Fields{}, nil},
		"list":                 {KindClaim, "decision", part("evidence", change.OfList(Ref{Kind: KindAnnotation, ID: id(2)}, Ref{Kind: KindAnnotation, ID: id(1)})), true, Fields{"evidence": string(JoinIDs(id(1), id(2)))}, nil},
		"negative":             {KindAnnotation, "place", part("start", change.OfInt(-1)), false, Fields{}, nil},
		"nought":               {KindAnnotation, "place", part("start", change.OfInt(0)), true, Fields{"start": 0}, nil},
		"date":                 {KindArticle, "publication", change.OfText("2026-01"), true, Fields{"published": "2026-01"}, nil},
		"no hash":              {KindArticle, "key", part("sha256", change.OfText("abc")), false, Fields{}, nil},
		"any kind":             {KindJoin, "pair", part("a", change.OfRef("sketch", id(1))), true, Fields{"a": string(id(1))}, nil},
	} {
		got := Fields{}
		withheld, ok := Spec(c.kind).RegisterNamed(c.register).ReadRegister(c.v, got)
		if ok != c.ok || !reflect.DeepEqual(got, c.want) || !slices.Equal(withheld, c.withheld) {
			t.Errorf("%s: %v, %v, %v", name, got, withheld, ok)
		}
	}
}

func TestFieldsCheck(t *testing.T) {
	for name, c := range map[string]struct {
		kind   Kind
		fields Fields
		words  string // "" where nothing is wrong
	}{
		"nothing":       {KindClaim, Fields{}, ""},
		"unset":         {KindClaim, Fields{"statement": nil, "note": ""}, ""},
		"right":         {KindAnnotation, Fields{"start": 0, "verdict": "disputed", "claim": string(id(1)), "note": "a\nb"}, ""},
		"unknown kind":  {"table", Fields{}, `there is no kind "table"`},
		"unknown field": {KindAnnotation, Fields{"colour": "red"}, `an annotation has no field "colour" (it has attribution, claim, end, note, start, verdict)`},
		"too long":      {KindClaim, Fields{"statement": strings.Repeat("é", 2001)}, "statement of a claim: 2001 characters are too many: at most 2000"},
		"just so long":  {KindClaim, Fields{"statement": strings.Repeat("é", 2000)}, ""},
		"lines":         {KindArticle, Fields{"title": "a\u2028b"}, "holds a line break"},
		"not UTF-8":     {KindClaim, Fields{"note": "\xff"}, "is not clean UTF-8 text"},
		"NUL":           {KindClaim, Fields{"note": "a\x00"}, "is not clean UTF-8 text"},
		"negative":      {KindAnnotation, Fields{"start": -1}, "-1 is not a whole number from 0"},
		"not a number":  {KindAnnotation, Fields{"start": "7"}, "is not a whole number from 0"},
		"not text":      {KindClaim, Fields{"note": 7}, "7 is not text"},
		"verdict":       {KindAnnotation, Fields{"verdict": "true"}, "use confirmed, disputed or unconfirmed"},
		"id":            {KindAnnotation, Fields{"claim": "one"}, `"one" is not an id`},
		"ids":           {KindClaim, Fields{"evidence": "one two"}, "is not a list of ids, each once"},
		"ids twice":     {KindClaim, Fields{"evidence": string(id(1)) + " " + string(id(1))}, "is not a list of ids, each once"},
		"publication":   {KindArticle, Fields{"published": "12026-01-01"}, "12026-01-01"},
		"sum":           {KindArticle, Fields{"sha256": strings.Repeat("A", 64)}, "is not a SHA-256"},
	} {
		err := c.fields.Check(c.kind)
		if (c.words == "") != (err == nil) || err != nil && (!errors.Is(err, ErrField) || !strings.Contains(err.Error(), c.words) || strings.ContainsAny(err.Error(), "\n!")) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var many []ID
	for i := range change.MaxIDs + 1 {
		many = append(many, id(i))
	}
	for n, ok := range map[int]bool{change.MaxIDs: true, change.MaxIDs + 1: false} {
		if err := (Fields{"evidence": string(JoinIDs(many[:n]...))}).Check(KindClaim); (err == nil) != ok {
			t.Errorf("%d ids: %v", n, err)
		}
	}
	var verdict *VerdictError
	if err := (Fields{"verdict": "true"}).Check(KindAnnotation); !errors.As(err, &verdict) || verdict.Word != "true" {
		t.Errorf("%v", err)
	}
	if err := (Fields{"note": strings.Repeat("\xff", 1000)}).Check(KindClaim); len(err.Error()) > 500 {
		t.Errorf("an error of %d bytes", len(err.Error()))
	}
}

func TestParseField(t *testing.T) {
	for _, c := range []struct {
		kind       Kind
		name, text string
		want       any
		err        string
	}{
		{KindAnnotation, "verdict", " Confirmed ", "confirmed", ""},
		{KindAnnotation, "verdict", "", nil, ""},
		{KindAnnotation, "start", "12", 12, ""},
		{KindAnnotation, "start", "-1", nil, "not a whole number from 0"},
		{KindAnnotation, "start", "one", nil, `start: "one" is not a whole number from 0`},
		{KindAnnotation, "claim", string(id(1)), string(id(1)), ""},
		{KindAnnotation, "claim", "x", nil, "is not an id"},
		{KindAnnotation, "quote", "x", nil, "has no field \"quote\" that can be set"},
		{KindAnnotation, "verdict", "maybe", nil, "use confirmed, disputed or unconfirmed"},
		{KindArticle, "published", "2026-01-29", "2026-01-29", ""},
		{KindArticle, "published", "12026", nil, "published: "},
		{KindArticle, "key_address", "x", nil, "that can be set"},
		{KindArticle, "title", "a\nb", nil, "holds a line break"},
		{KindReviewer, "key", "x", nil, "that can be set"},
		{"table", "x", "y", nil, "that can be set"},
	} {
		got, err := ParseField(c.kind, c.name, c.text)
		if got != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s of %s from %q: %v, %v", c.name, c.kind, c.text, got, err)
		}
		var verdict *VerdictError
		if err != nil && !errors.Is(err, ErrField) && !errors.As(err, &verdict) {
			t.Errorf("%s of %s from %q: %v is of no kind", c.name, c.kind, c.text, err)
		}
	}
	if got := FieldNames(KindArticle); !slices.IsSorted(got) || slices.Contains(got, "sha256") || !slices.Contains(got, "url") {
		t.Errorf("%q", got)
	}
	if FieldNames("table") != nil || WithArticle(KindAnnotation) != "an annotation" || WithArticle(KindClaim) != "a claim" || WithArticle("") != "a " {
		t.Error("words")
	}
}
