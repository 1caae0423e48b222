package compare
import ("testing";"fmt";"strings";"time";"math/rand"; "claimtrace/app/style"; "claimtrace/store"; "claimtrace/annotate"; "fyne.io/fyne/v2")
func words(n int, seed int64) string {
	r := rand.New(rand.NewSource(seed)); var b strings.Builder
	for i := 0; i < n; i++ { fmt.Fprintf(&b, "%c%s%d ", 'a'+rune(r.Intn(26)), strings.Repeat("o", 1+r.Intn(6)), r.Intn(120)); if i%80==79 { b.WriteString("\n\n") } }
	return b.String()
}
func vary(s string, seed int64) string {
	r := rand.New(rand.NewSource(seed)); ws := strings.Split(s, " ")
	for i := range ws { if r.Float64() < 0.1 { ws[i] = "changed" } }
	return strings.Join(ws, " ")
}
func timed(name string, f func()) { t := time.Now(); f(); if d := time.Since(t); d > 500*time.Microsecond { fmt.Println("   ", name, d) } }
func TestTime(t *testing.T) {
	for _, layout := range []Layout{Inline, Beside, Table} {
	for name, ws := range map[string][]store.Witness{
		"long": func() []store.Witness { _, ws := bridgeClaim(); ws[1].Quote = words(50000, 1); ws[2].Quote = vary(ws[1].Quote, 2); return ws }(),
		"hundred": func() []store.Witness { var all []store.Witness; base := words(30, 1); for i := range 100 { _, ws := bridgeClaim(); w := ws[i%6]; w.Quote = vary(base, int64(i)); w.ID = annotate.ID(fmt.Sprint(i)); w.Article = annotate.ID(fmt.Sprint(i)); all = append(all, w) }; return all }(),
	} {
		fmt.Println(name, layout)
		v, _ := shown(t, style.AlwaysLite, 1008, 757)
		v.layout = layout
		var done func()
		var step func() bool
		v.run = func(work, d func()) { timed("work (off)", work); done = d }
		v.idle = func(s func() bool) { step = s }
		c := claimOf("A claim", "", ws)
		timed("compare", func() { v.Compare(c, ws, "") })
		if done != nil { timed("done", done) }
		n := 0; var worst time.Duration
		for more := step != nil; more; { t0 := time.Now(); more = step(); worst = max(worst, time.Since(t0)); n++ }
		fmt.Println("    slices", n, "worst", worst)
		worst = 0
		for i := 0; i < 200; i++ { t0 := time.Now(); v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}}); worst = max(worst, time.Since(t0)) }
		fmt.Println("    scroll worst", worst, "objects", len(v.page.Objects))
		timed("end", func() { v.choose(len(ws)-1) })
		done = nil
		timed("toggle", func() { v.toggle(5) })
		if done != nil { timed("done", done) }
		timed("right x10", func() { for range 10 { v.step(1, true) } })
		v.width = 900
		timed("resize", v.arrange)
		timed("compare again", func() { v.Compare(c, ws, "") })
	}}
	v, _ := shown(t, style.AlwaysLite, 1008, 757)
	var done func(); var step func() bool
	v.run = func(work, d func()) { timed("work (off)", work); done = d }
	v.idle = func(s func() bool) { step = s }
	a := words(17000, 1)
	fmt.Println("articles", len(a))
	timed("compare", func() { v.CompareArticles(Article{ID: "a", Outlet: "A", Text: a}, Article{ID: "b", Outlet: "B", Text: vary(a, 3)}) })
	timed("done", done)
	n := 0; var worst time.Duration
	for more := step != nil; more; { t0 := time.Now(); more = step(); worst = max(worst, time.Since(t0)); n++ }
	fmt.Println("    slices", n, "worst", worst)
	worst = 0
	for i := 0; i < 300; i++ { t0 := time.Now(); v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60}}); worst = max(worst, time.Since(t0)) }
	fmt.Println("    scroll worst", worst, "objects", len(v.page.Objects))
	timed("text", func() { v.Text() }); timed("html", func() { v.HTML() }); timed("drawing", func() { v.Drawing() })
}
