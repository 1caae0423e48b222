package collate
import ("testing";"fmt";"os";"strings")
func show(base, text string) string {
	a,b := []rune(base), []rune(text)
	var s strings.Builder
	for _, e := range Diff(base,text) {
		switch e.Op {
		case Equal: s.WriteString(string(a[e.BaseStart:e.BaseEnd]))
		default: fmt.Fprintf(&s, "[-%s-|+%s+ %s]", string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End]), e.Kind)
		}
	}
	return s.String()
}
func TestX(t *testing.T) {
	data, _ := os.ReadFile("/tmp/pairs.txt")
	for _, blk := range strings.Split(string(data), "\n\n") {
		l := strings.Split(strings.TrimSpace(blk), "\n")
		if len(l) < 2 { continue }
		fmt.Println(show(l[0], l[1]))
		if os.Getenv("TOK") != "" { for _, k := range analyse(l[1]) { fmt.Printf("%s/%s/%d/%s ", k.Text,k.Type,k.role,k.key) }; fmt.Println() }
	}
}
