package find

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"claimtrace/annotate/text"
)

// marked returns the text with brackets around the places of a query.
func marked(t *testing.T, s, query string) string {
	t.Helper()
	o := text.NewOffsets(s)
	spans, err := Within(context.Background(), o, query)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	last := 0
	for _, span := range spans {
		b.WriteString(o.Slice(last, span.Start) + "[" + o.Slice(span.Start, span.End) + "]")
		last = span.End
	}
	return b.String() + o.Slice(last, o.Len())
}

// What is found stands in brackets, which are taken out of the text.
var places = map[string][]struct{ query, want string }{
	"substrings": {
		{"firm", "The [firm] con[firm]ed it."},
		{"aa", "[aa][aa]a"},
		{"Kyiv", "nothing of the kind"},
		{"longer than the text", "text"},
		{"e", "[e]"},
		{"a b", "a c [a b] a"},
	},
	"nothing to find": {
		{"", "text"},
		{" \n\u00a0", "a text"},
		{"\u00ad\u200b", "so\u00adft"},
		{"\u0301", "e\u0323\u0301"},
	},
	"case": {
		{"FIRM", "con[firm]ed, [Firm]"},
		{"москва", "[МОСКВА], [Москва]"},
		{"ΟΔΟΣ", "[οδός], [ΟΔΟΣ], [οδοσ]"},
		{"οδος", "[ΟΔΟΣ]"},
		{"istanbul", "[İstanbul], [ISTANBUL], [ıstanbul]"},
		{"İstanbul", "[istanbul]"},
		{"strasse", "die [Straße], [STRASSE], [STRAẞE]"},
		{"straße", "die [Strasse] und die [Straße]"},
		{"ǆ", "[ǅ] [Ǆ] [dz] [dž]"},
	},
	"diacritics": {
		{"é", "caf[é], caf[e], caf[E]; [e\u0323\u0301]t[e]"},
		{"Sao Paulo", "[São Paulo]"},
		{"São Paulo", "[Sao Paulo]"},
		{"Zażółć", "[zazolc]"},
		{"Ørsted", "[Orsted], [Ørsted]"},
		{"encyclopaedia", "[encyclopædia]"},
		{"еще", "[ещё]"},
		{"שלום", "[שָׁלוֹם]"},
		{"محمد", "[مُحَمَّد]"},
		{"か", "が [か]"},
		{"=", "a [=] b ≠ c"},
		{"क", "[कि] [क]"},
		{"한", "하 [한]"},
	},
	"signs": {
		{"don't", "[don’t], [don't], [donʼt]"},
		{"don’t", "[don't]"},
		{`"no"`, "[“no”], [«no»], [„no“]"},
		{"-", "a[–]b[—]c[-]d[−]e[‑]f"},
		{"cease—fire", "[cease-fire], cease--fire"},
		{"...", "wait[…] and[...]"},
		{"m2", "5 k[m²]"},
		{"1/2", "[½] a pint"},
	},
	"white space": {
		{"the end", "[the\u00a0end], [the\nend], [the \t\n\n end]"},
		{"the \n end", "[the end]"},
		{" end ", "the [end] of an ending, the [end] [end]"},
		{"end ", "the [end]\nof end, the [end] or, un[end]"},
		{" The", "[The] other, [the]"},
	},
	"what cannot be seen": {
		{"conference", "a [con\u00adfer\u00adence], a [con\u200bference]"},
		{"con\u00adference", "a [conference]"},
		{"می\u200cخواهم", "[میخواهم]"},
		{"👍", "[👍🏽] [👍]"},
		{"👩", "[👩‍👩‍👧‍👦] [👩]"},
		{"1", "[1️⃣]"},
	},
	"one character for several": {
		{"s", "[ß]a[s][ß]"},
		{"fi", "[ﬁ]rm, of[ﬁ]ce"},
		{"i", "[ﬁ]rm"},
		{"firm", "[ﬁrm]"},
		{"st", "ma[ßt]ab"},
		{"ffi", "o[ﬃ]ce, o[ffi]ce"},
		{"صلى", "[ﷺ]"},
		{"kg", "5 [㎏]"},
	},
	"offsets behind what folds to more or less": {
		{"end", "ßßß ﬁ İ ǅ ½ ﷺ … 👩‍👩‍👧‍👦 e\u0323\u0301 [end]"},
	},
	"names": {
		{"Kiev", "[Kyiv], [KYIV]’s, [Kiev], [Kiev]an, Kyivan, anti-[Kyiv]"},
		{"kyiv", "[Kiev], [Kyiv]star, Kievan"},
		{"kie", "[Kie]v, Kyiv"},
		{"Zelensky said", "[Zelenskyy said], [Zelenskiy said], [Zelensky\u00a0said]"},
		{"Zelensky", "[Zelenskyy]’s, [Zelensky]"},
		{"Zelenskyy sa", "[Zelensky sa]id"},
		{"said Kiev and", "he [said Kyiv and]roids, [said Kiev and]"},
		{"id Kiev an", "he sa[id Kyiv an]d"},
		{"Valeriy", "[Valerii], [Valery], [Valeriy]"},
		{"Sergei", "[Sergey], [Sergei]"},
		{"Kiev Kharkov", "[Kyiv Kharkiv], [Kiev\nKharkiv]"},
		{"Lvov", "[Lwów]"},
		{"Kiev", "[Ky\u00adiv]"},
	},
	"British and American": {
		{"favourable", "[favorable], un[favourable], unfavorable"},
		{"favorable", "[favourable]"},
		{"organise", "[organize], [organise]d, organized"},
		{"organizing", "[organising]"},
		{"centre", "[center], epi[centre], epicenter"},
		{"e-mail", "[email], [e-mail], emails"},
		{"email", "[e-mail], [e‑mail]"},
		{"analyse", "[analyze]"},
	},
	"titles": {
		{"Mr Putin", "[Mr. Putin], [Mr Putin]"},
		{"Mr. Putin", "[Mr Putin], [Mr. Putin]"},
		{"Gen. Mr. Kiev", "[Gen Mr. Kyiv]"},
		{"Mr", "[Mr.] X, [Mr] Y, [Mr]s. Z"},
	},
	"short forms": {
		{"USA", "the [US] told us: [USA], [U.S.], [U.S.A.]; U.S.S.R."},
		{"US", "[us], [US], [U.S.], [USA], b[us]"},
		{"us", "[us], [US], [U.S.], [USA], b[us]"},
		{"U.S.", "[U.S.], [US], [USA], us"},
		{"u.s. aid", "[US aid], [U.S. aid], us aid"},
		{"UN", "[UN], [U.N.] and [un]der"},
		{"U.N.", "[UN], [U.N.], un"},
	},
}

func TestWithin(t *testing.T) {
	for name, list := range places {
		for _, c := range list {
			s := strings.NewReplacer("[", "", "]", "").Replace(c.want)
			if got := marked(t, s, c.query); got != c.want {
				t.Errorf("%s: %q finds %q, want %q", name, c.query, got, c.want)
			}
		}
	}
}

// impatient is a context that is cancelled when it is asked for the last time.
type impatient struct {
	context.Context
	asked, last int
}

func (c *impatient) Err() error {
	if c.asked++; c.asked >= c.last {
		return context.Canceled
	}
	return nil
}

func TestCancelled(t *testing.T) {
	o := text.NewOffsets(strings.Repeat("word ", 1<<18))
	for _, query := range []string{"absent", "word", ""} {
		ctx := &impatient{Context: context.Background(), last: 1}
		if _, err := Within(ctx, o, query); !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled search for %q ended with %v", query, err)
		}
	}
	ctx := &impatient{Context: context.Background(), last: 20}
	if spans, err := Within(ctx, o, "word"); !errors.Is(err, context.Canceled) || spans != nil || ctx.asked != 20 {
		t.Errorf("a search cancelled under way ended with %d places, %v, and asked %d times", len(spans), err, ctx.asked)
	}
}

// A text is found in itself, however long.
func TestLongQuery(t *testing.T) {
	for _, s := range []string{strings.Repeat("Mr. Kiev’s e-mail ", 1000) + "end", strings.Repeat("a-b.", 10000) + "end", strings.Repeat("x", 100000)} {
		o := text.NewOffsets("not this: " + s + ", but " + s)
		for _, query := range []string{s, strings.ReplaceAll(s, "Kiev", "kyiv")} {
			spans, err := Within(context.Background(), o, query)
			if n := len(spans); err != nil || n != 2 || spans[1].End != o.Len() || o.Slice(spans[0].Start, spans[0].End) != s {
				t.Errorf("%.20q… was found %d times (%v)", query, n, err)
			}
		}
	}
}

// A search takes no more memory in a long text than in a short one.
func TestMemory(t *testing.T) {
	took := func(size int) uint64 {
		o := text.NewOffsets(strings.Repeat("a  wordß\n", size/10))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if spans, err := Within(context.Background(), o, "ab"); len(spans) > 0 || err != nil {
			t.Fatal(spans, err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	took(1 << 20) // fills the pages of code points
	if short, long := took(1<<20), took(8<<20); long > 2*short {
		t.Errorf("8 MB took %d bytes, 1 MB %d", long, short)
	}
}
