package collate
import ("testing";"fmt";"strings";"slices";"math/rand/v2")
func TestW(t *testing.T) {
	docs := corpus()
	type sd struct{ doc int; s string; bag []string }
	var ss []sd
	for i, d := range docs { for _, s := range strings.FieldsFunc(d, func(r rune) bool { return r=='\n' }) { if len(s)>60 && len(s)<220 { b := strings.Fields(strings.ToLower(s)); slices.Sort(b); ss = append(ss, sd{i,s,b}) } } }
	rng := rand.New(rand.NewPCG(3,4))
	n := 0
	seen := map[string]bool{}
	for try := 0; try < 4000000 && n < 45; try++ {
		i := rng.IntN(len(ss)); j := rng.IntN(len(ss))
		if ss[i].doc == ss[j].doc { continue }
		if ss[i].doc/20 != ss[j].doc/20 { continue }
		x := map[string]int{}; for _, w := range ss[i].bag { x[w]++ }
		c := 0; for _, w := range ss[j].bag { if x[w] > 0 { x[w]--; c++ } }
		dd := 2*float64(c)/float64(len(ss[i].bag)+len(ss[j].bag))
		if dd > 0.5 && dd < 0.93 && !seen[ss[i].s] { seen[ss[i].s]=true; seen[ss[j].s]=true; n++; fmt.Println(show(ss[i].s, ss[j].s)); fmt.Println() }
	}
}
