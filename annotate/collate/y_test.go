package collate
import ("testing";"fmt";"os";"strings")
func TestY(t *testing.T) {
	data, _ := os.ReadFile("/tmp/groups.txt")
	for _, blk := range strings.Split(string(data), "\n\n") {
		l := strings.Split(strings.TrimSpace(blk), "\n")
		tab := Collate(l)
		for _, c := range tab.Columns {
			fmt.Printf("%-12s", c.Kind)
			for _, x := range c.Cells { if x == nil { fmt.Printf(" | %-22s","·") } else {fmt.Printf(" | %-22s",x.Text)} }
			fmt.Println()
		}
		for _, m := range tab.Moves {
			fmt.Printf("MOVE %d %q -> %d %q\n", m.Witness, string([]rune(l[m.Witness])[m.Start:m.End]), m.To, string([]rune(l[m.To])[m.ToStart:m.ToEnd]))
		}
		fmt.Println()
	}
}
