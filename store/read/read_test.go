package read

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// Rows compare as the lists are ordered, which is a total order.
func TestCompare(t *testing.T) {
	at := func(s int64) time.Time { return time.Unix(s, 0) }
	articles := []ArticleRow{
		{Article: annotate.Article{ID: "4", Published: "2026-01-29T08:00:00Z", Outlet: "A", Title: "A"}},
		{Article: annotate.Article{ID: "3", Published: "2026-01-29T08:00:00Z", Outlet: "A", Title: "B"}},
		{Article: annotate.Article{ID: "5", Published: "2026-01-29T08:00:00Z", Outlet: "A", Title: "B"}},
		{Article: annotate.Article{ID: "2", Published: "2026-01-29T08:00:00Z", Outlet: "B"}},
		{Article: annotate.Article{ID: "1", Published: "2026-01-30T08:00:00+02:00"}},
		{Article: annotate.Article{ID: "0", Published: "", Outlet: "A"}},
		{Article: annotate.Article{ID: "1", Published: "", Outlet: "B"}},
	}
	claims := []ClaimRow{
		{Claim: annotate.Claim{ID: "4", Created: at(9)}, Marks: []Mark{{Published: "2026-01-29T08:00:00Z"}}},
		{Claim: annotate.Claim{ID: "3", Created: at(5)}, Marks: []Mark{{Published: "2026-01-30T08:00:00Z"}, {Published: ""}}},
		{Claim: annotate.Claim{ID: "5", Created: at(5)}, Marks: []Mark{{Published: "2026-01-30T08:00:00Z"}}},
		{Claim: annotate.Claim{ID: "1", Created: at(3)}, Marks: []Mark{{Published: ""}}},
		{Claim: annotate.Claim{ID: "0", Created: at(7)}},
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		a, c := slices.Clone(articles), slices.Clone(claims)
		rng.Shuffle(len(a), func(i, j int) { a[i], a[j] = a[j], a[i] })
		rng.Shuffle(len(c), func(i, j int) { c[i], c[j] = c[j], c[i] })
		slices.SortFunc(a, CompareArticles)
		slices.SortFunc(c, CompareClaims)
		if !slices.Equal(a, articles) {
			t.Fatalf("articles stand as %+v", a)
		}
		for i := range c {
			if c[i].ID != claims[i].ID {
				t.Fatalf("claims stand as %+v", c)
			}
		}
	}
}

// Two people who hold the same pair equal make one setting, whichever of the two
// they name first.
func TestPairSetting(t *testing.T) {
	one, value, ok := PairSetting("the old castle", "the mountain resort")
	other, turned, ok2 := PairSetting("The mountain resort", "the old castle")
	if !ok || !ok2 || one != other || value != "the old castle\nthe mountain resort" || turned != "The mountain resort\nthe old castle" || !strings.HasPrefix(one, samePrefix) {
		t.Errorf("%q, %q, %q, %q", one, other, value, turned)
	}
	for _, pair := range [][2]string{{"Kyiv", "Kiev"}, {" ", "war"}, {"two\nlines", "war"}, {"", ""}, {"war", "War"}} {
		if name, _, ok := PairSetting(pair[0], pair[1]); ok || name != "" {
			t.Errorf("%q are held equal as %q", pair, name)
		}
	}
}

// The ids that begin with a prefix are those between two, whatever its length and
// case.
func TestBetween(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		var b [16]byte
		for i := range b {
			b[i] = byte(rng.IntN(256))
		}
		id := change.IDOf(b)
		prefix := string(id[:4+rng.IntN(33)])
		if rng.IntN(2) == 0 {
			prefix = strings.ToUpper(prefix)
		}
		from, to := between(prefix)
		if change.IDOf(from) > id || change.IDOf(to) < id || !strings.HasPrefix(string(change.IDOf(from)), strings.ToLower(prefix)) || !strings.HasPrefix(string(change.IDOf(to)), strings.ToLower(prefix)) {
			t.Fatalf("%s begins %s, which lies between %s and %s", prefix, id, change.IDOf(from), change.IDOf(to))
		}
	}
}

// An id is read as the table of names keeps it, and nothing else is.
func TestBlobID(t *testing.T) {
	var id blobID
	if err := id.Scan([]byte{15: 1}); err != nil || id != "00000000-0000-0000-0000-000000000001" {
		t.Errorf("%s, %v", id, err)
	}
	if err := id.Scan(nil); err != nil || id != "" {
		t.Errorf("%s, %v", id, err)
	}
	for _, bad := range []any{[]byte{1, 2}, "text", int64(7)} {
		if id.Scan(bad) == nil {
			t.Errorf("%v is an id", bad)
		}
	}
}
