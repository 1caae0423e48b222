package collate
import ("testing";"fmt";"strings";"time")
func TestV(t *testing.T) {
	for _, unit := range []string{"'", "“", "‘ a", "\"", "a", "1", "1,", "-1 ", "one hundred ", "and ", "hundred ", "a'b", "A.", "\u0301", " \u0301", "\u200d", "👩\u200d", "🇺", "no ", "may ", "February ", "1 ", "the ", "A b ", "x\n", "\xff", "more than ", "half a ", "A ", "air strikes airstrikes ", "$", "http://", "Kyiv, “", "’ “ ", "x y ", "Bob ", "Bob said "} {
		s := strings.Repeat(unit, 200000/len(unit))
		t0 := time.Now(); n := len(Tokenize(s)); d1 := time.Since(t0)
		t0 = time.Now(); m := len(Diff(s, s[:len(s)/2]+" zzz "+s[len(s)/3:])); d2 := time.Since(t0)
		t0 = time.Now(); m2 := len(Diff(s, strings.ToUpper(strings.Repeat("qq not 5 ", 10000)))); d3 := time.Since(t0)
		t0 = time.Now(); k := Collate([]string{s[:len(s)/4], s[:len(s)/4]+" zzz "+s[:len(s)/6], strings.Repeat("the not ", 20000)}); d4 := time.Since(t0)
		if d1+d2+d3+d4 > 300*time.Millisecond { fmt.Printf("%q %d %v | %d %v | %d %v | %d %d %v\n", unit, n, d1, m, d2, m2, d3, len(k.Columns), len(k.Moves), d4) }
	}
}
