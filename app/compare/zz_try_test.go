package compare
import ("testing";"fmt"; "claimtrace/app/compare/trace")
func TestTry(t *testing.T){
	c, ws := bridgeClaim()
	tr := trace.New(c, ws, trace.Options{})
	for i, s := range tr.Steps { if s.Base>=0 { fmt.Println(i, s.Apart, spelled(inline([]rune(ws[s.Base].Quote), []rune(ws[i].Quote), s.Edits, func() kindSet { var k kindSet; for i := range k { k[i]=true}; return k}()))) } }
	fmt.Println(trace.Join(trace.Turns(c, ws), tr.Summary()))
	tb := tr.Table(); fmt.Println(tb.Kinds, tb.Links); for _, r := range tb.Rows { for _, c := range r { fmt.Printf("%s{%s}| ", c.Text, c.Kind) }; fmt.Println() }
}
