package collate
import ("testing";"fmt";"os";"strings";"encoding/json";"bufio";"math/rand/v2";"time";"reflect")
func corpus() []string {
	f, _ := os.Open("/work/shared/eval/ecb/articles.jsonl"); defer f.Close()
	var out []string
	sc := bufio.NewScanner(f); sc.Buffer(nil, 1<<22)
	for sc.Scan() { var m map[string]any; json.Unmarshal(sc.Bytes(), &m); out = append(out, m["text"].(string)) }
	return out
}
func TestZ(t *testing.T) {
	docs := corpus()
	fmt.Println(len(docs))
	rng := rand.New(rand.NewPCG(1,2))
	var sents []string
	for _, d := range docs { for _, s := range strings.FieldsFunc(d, func(r rune) bool { return r=='\n' }) { if len(s)>40 && len(s)<300 { sents = append(sents, s) } } }
	fmt.Println(len(sents))
	t0 := time.Now()
	kinds := map[Kind]int{}
	for i := 0; i < 3000; i++ {
		a := sents[rng.IntN(len(sents))]; k := rng.IntN(len(sents)); b := sents[k]
		a2, b2 := []rune(a), []rune(b)
		out := ""; pos, bp := 0,0
		for n, e := range Diff(a,b) {
			if e.Start != pos || e.BaseStart != bp { t.Fatal("gap") }
			pos, bp = e.End, e.BaseEnd
			kinds[e.Kind]++
			_ = n
			switch e.Op { case Equal: if string(a2[e.BaseStart:e.BaseEnd]) != string(b2[e.Start:e.End]) { t.Fatal("neq") }; out += string(a2[e.BaseStart:e.BaseEnd]); case Insert, Replace: out += string(b2[e.Start:e.End]) }
		}
		if out != b || bp != len(a2) { t.Fatalf("%q %q", a,b) }
	}
	fmt.Println("3000 pairs", time.Since(t0), kinds)
	t0 = time.Now()
	for i := 0; i < 200; i++ {
		k := rng.IntN(len(sents)-10); n := 2+rng.IntN(7)
		g := append([]string{}, sents[k:k+n]...)
		tab := Collate(g)
		p := rng.Perm(n)
		h := make([]string, n); for x, y := range p { h[x] = g[y] }
		tab2 := Collate(h)
		if len(tab.Columns) != len(tab2.Columns) { t.Error("cols"); continue }
		for ci, c := range tab.Columns { for x,y := range p { if !reflect.DeepEqual(c.Cells[y], tab2.Columns[ci].Cells[x]) { t.Error("cell") } }; if c.Kind != tab2.Columns[ci].Kind { t.Error("kind") } }
		if len(tab.Moves) != len(tab2.Moves) { t.Error("moves") }
	}
	fmt.Println("200 groups x2", time.Since(t0))
	var big []string
	for i := 0; i < 50; i++ { w := strings.Fields(sents[i*7]); for len(w) < 30 { w = append(w, strings.Fields(sents[rng.IntN(40)])...) }; big = append(big, strings.Join(w[:30]," ")) }
	t0 = time.Now(); tb := Collate(big); fmt.Println("50x30", time.Since(t0), len(tb.Columns), len(tb.Moves))
	big = big[:0]
	base := strings.Fields(strings.Join(sents[:100], " "))[:200]
	for i := 0; i < 50; i++ { w := append([]string{}, base...); for k := range w { if rng.IntN(10)==0 { w[k] = strings.Fields(sents[rng.IntN(1000)])[0] } }; big = append(big, strings.Join(w, " ")) }
	t0 = time.Now(); tb = Collate(big); fmt.Println("50x200 10%", time.Since(t0), len(tb.Columns), len(tb.Moves))
	w := strings.Fields(strings.Join(sents, " "))[:50000]
	v := append([]string{}, w...); for k := range v { if rng.IntN(5)==0 { v[k] = w[rng.IntN(len(w))] } }
	A, B := strings.Join(w, " "), strings.Join(v, " ")
	t0 = time.Now(); d := Diff(A,B); fmt.Println("50k words 20%", time.Since(t0), len(d))
	x := append([]string{}, w...); rng.Shuffle(len(x), func(i,j int){x[i],x[j]=x[j],x[i]})
	t0 = time.Now(); d = Diff(A,strings.Join(x," ")); fmt.Println("50k words shuffled", time.Since(t0), len(d))
	t0 = time.Now(); d = Diff(strings.Join(w[:20000]," "),strings.Join(x[:20000]," ")); fmt.Println("20k words shuffled", time.Since(t0), len(d))
	t0 = time.Now(); d = Diff(strings.Join(w[:9000]," "),strings.Join(x[:9000]," ")); fmt.Println("9k words shuffled", time.Since(t0), len(d))
	t0 = time.Now(); tt := Collate([]string{A,B,"A short one of storms."}); fmt.Println("collate 50k", time.Since(t0), len(tt.Columns), len(tt.Moves))
}
