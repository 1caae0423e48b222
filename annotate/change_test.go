package annotate

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestFieldsCheck(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		name  string
		value any
		ok    bool
	}{
		{KindAnnotation, "start", 0, true},
		{KindAnnotation, "start", -1, false},
		{KindAnnotation, "start", int64(1), false},
		{KindAnnotation, "start", 1.0, false},
		{KindAnnotation, "start", "1", false},
		{KindAnnotation, "start", nil, true},
		{KindAnnotation, "verdict", "disputed", true},
		{KindAnnotation, "verdict", "Disputed", false},
		{KindAnnotation, "verdict", "", false},
		{KindAnnotation, "claim", string(id(1)), true},
		{KindAnnotation, "claim", strings.ToUpper("ABCDEF00-0000-4000-8000-000000000000"), false},
		{KindAnnotation, "claim", "{00000001-0000-4000-8000-000000000000}", false},
		{KindAnnotation, "quote", "two\nlines", true},
		{KindAnnotation, "attribution", "two\nlines", false},
		{KindAnnotation, "note", "a\x00b", false},
		{KindAnnotation, "note", "\xff", false},
		{KindAnnotation, "colour", "red", false},
		{KindAnnotation, Deleted, true, true},
		{KindAnnotation, Deleted, "true", false},
		{KindArticle, "published", "2026-01-29T21:00:00+02:00", true},
		{KindArticle, "published", "2026-01-29", true},
		{KindArticle, "published", "2026-01-29 21:00", false},
		{KindArticle, "published", "29 January", false},
		{KindArticle, "sha256", strings.Repeat("0a", 32), true},
		{KindArticle, "sha256", strings.Repeat("0A", 32), false},
		{KindArticle, "sha256", "00", false},
		{KindArticle, "title", "one\u2028two", false},
		{KindClaim, "resolved", "confirmed", true},
		{KindClaim, "start", 1, false},
		{KindClaim, "reason", "seen\nby two", true},
		{KindClaim, "evidence", string(id(1)), true},
		{KindClaim, "evidence", string(id(1) + " " + id(2)), true},
		{KindClaim, "evidence", string(id(1) + "  " + id(2)), false},
		{KindClaim, "evidence", string(id(1) + " " + id(1)), false},
		{KindClaim, "evidence", " " + string(id(1)), false},
		{KindClaim, "evidence", "all of them", false},
		{"table", "name", "x", false},
	} {
		err := Fields{c.name: c.value}.Check(c.kind)
		if c.ok != (err == nil) || err != nil && !errors.Is(err, ErrField) {
			t.Errorf("%s %s = %#v: %v", c.kind, c.name, c.value, err)
		}
	}
}

func TestParseField(t *testing.T) {
	for _, c := range []struct {
		kind       Kind
		name, text string
		want       any
	}{
		{KindAnnotation, "start", "12", 12},
		{KindAnnotation, "verdict", " Disputed ", "disputed"},
		{KindAnnotation, "note", "", nil},
		{KindArticle, "published", "2026-01-29 21:00", "2026-01-29T21:00"},
		{KindArticle, "published", "2026-01-29T21:00:00+02:00", "2026-01-29T21:00:00+02:00"},
		{KindClaim, "statement", "It is so", "It is so"},
	} {
		if got, err := ParseField(c.kind, c.name, c.text); err != nil || got != c.want {
			t.Errorf("%s %s %q is %#v, %v", c.kind, c.name, c.text, got, err)
		}
	}
	for _, c := range []struct {
		kind       Kind
		name, text string
	}{
		{KindAnnotation, "start", "1.5"}, {KindAnnotation, "start", "-1"}, {KindAnnotation, "start", "99999999999999999999"},
		{KindAnnotation, "claim", "abc"}, {KindAnnotation, "quote", "x"}, {KindAnnotation, Deleted, "true"},
		{KindArticle, "published", "yesterday"}, {KindArticle, "sha256", strings.Repeat("0", 64)}, {KindArticle, "colour", "red"},
		{KindSetting, "name", "x"}, {"table", "x", "x"}, {KindClaim, "statement", "a\nb"},
	} {
		if got, err := ParseField(c.kind, c.name, c.text); !errors.Is(err, ErrField) {
			t.Errorf("%s %s %q is %#v, %v", c.kind, c.name, c.text, got, err)
		}
	}
	var word *VerdictError
	if _, err := ParseField(KindAnnotation, "verdict", "maybe"); !errors.As(err, &word) || word.Word != "maybe" {
		t.Errorf("got %v", err)
	}
	if names := FieldNames(KindAnnotation); !slices.IsSorted(names) || slices.Contains(names, "quote") || !slices.Contains(names, "start") {
		t.Errorf("fields of an annotation: %v", names)
	}
}

func TestMarshalFields(t *testing.T) {
	f := Fields{"title": "<b> & \"q\" \u2028 Київ", "chars": 12, "byline": nil, Deleted: false}
	b, err := MarshalFields(f)
	if err != nil || string(b) != `{"byline":null,"chars":12,"deleted":false,"title":"<b> & \"q\" \u2028 Київ"}` {
		t.Errorf("%s, %v", b, err)
	}
	if b, _ := MarshalFields(nil); string(b) != "{}" {
		t.Errorf("no fields are %s", b)
	}
	for _, bad := range []string{
		``, `[]`, `{"start":1}}`, `{"start":1} {}`, `{"start":1.5}`, `{"start":1e3}`, `{"start":99999999999999999999}`,
		`{"start":-1}`, `{"start":"1"}`, `{"start":{}}`, `{"x":1}`, `{"verdict":"maybe"}`, `{"deleted":1}`, `"x"`,
	} {
		if f, err := UnmarshalFields(KindAnnotation, []byte(bad)); !errors.Is(err, ErrField) {
			t.Errorf("%s is read as %v, %v", bad, f, err)
		}
	}
}

// Fields are written, and those written plainly are read, as encoding/json
// does it.
func FuzzFieldsAsJSON(f *testing.F) {
	f.Add([]byte(`{"start":12,"quote":"It \"is\" so","deleted":true,"claim":null}`), "a\x01\x7f\u2028\xff\\\b<&>")
	f.Add([]byte(`{"start":012}`), "\u2029é")
	f.Add([]byte(`{"a":1,"a":"2"}`), "")
	f.Fuzz(func(t *testing.T, data []byte, s string) {
		want := map[string]any{"b": s, s: nil, "n": len(s), "t": true}
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(want); err != nil {
			t.Fatal(err)
		}
		if got, err := MarshalFields(want); err != nil || string(got)+"\n" != b.String() {
			t.Fatalf("%q is written %s, %v, not %s", s, got, err, b.String())
		}
		quick, ok := quickFields(string(data))
		if !ok {
			return
		}
		if slow, err := anyFields(data); err != nil || len(slow) != len(quick) || len(slow) > 0 && !reflect.DeepEqual(slow, quick) {
			t.Fatalf("%s is read as %v, not %v (%v)", data, quick, slow, err)
		}
	})
}

// What is read from a log can be written again and read as the same.
func FuzzUnmarshalFields(f *testing.F) {
	f.Add("annotation", []byte(`{"start":1,"end":2,"quote":"x","verdict":"disputed","claim":null}`))
	f.Add("article", []byte(`{"published":"2026-01-29T21:00:00Z","title":"T","chars":3,"deleted":true}`))
	f.Add("claim", []byte(`{"statement":"\ud800"}`))
	f.Add("setting", []byte(`{}}`))
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		fields, err := UnmarshalFields(Kind(kind), data)
		if err != nil {
			return
		}
		b, err := MarshalFields(fields)
		if err != nil {
			t.Fatal(err)
		}
		again, err := UnmarshalFields(Kind(kind), b)
		if err != nil || len(again) != len(fields) || len(fields) > 0 && !reflect.DeepEqual(again, fields) {
			t.Fatalf("%s became %v, then %v, %v", data, fields, again, err)
		}
		if b2, _ := MarshalFields(again); string(b2) != string(b) {
			t.Fatalf("%s is written in two ways: %s, %s", data, b, b2)
		}
	})
}

// A log of any changes folds without a panic, and in any order to the same.
func FuzzReplay(f *testing.F) {
	f.Add([]byte(`[{"ID":"a","Clock":1,"Fields":{"start":1,"published":"x"}},{"ID":"b","Clock":1,"Fields":{"start":"2","deleted":true}}]`))
	f.Add([]byte(`[{"ID":"a","Clock":5,"Fields":null},{"ID":"b","Clock":4611686018427387903,"Fields":{"claim":7}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var changes []Change
		if json.Unmarshal(data, &changes) != nil || len(changes) == 0 {
			return
		}
		seen := map[ID]bool{}
		for i, c := range changes {
			if seen[c.ID] || c.ID == "" || !c.Clock.Valid() { // what no log holds
				return
			}
			seen[c.ID] = true
			for _, v := range c.Fields {
				switch v.(type) {
				case map[string]any, []any:
					return
				}
			}
			changes[i].Entity = "e"
		}
		s := Fold(changes)
		s.Article("e")
		s.Claim("e")
		s.Annotation("e")
		s.Reviewer("e")
		s.Setting()
		Inverse(changes[len(changes)/2:], changes[:len(changes)/2])
		slices.Reverse(changes)
		if back := Fold(changes); !reflect.DeepEqual(back.Fields(), s.Fields()) || back.Live() != s.Live() ||
			!back.Created().Equal(s.Created()) || !back.Modified().Equal(s.Modified()) {
			t.Fatalf("%v in one order, %v in the other", s.Fields(), back.Fields())
		}
	})
}
