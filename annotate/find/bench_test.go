package find

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"claimtrace/annotate/text"
)

// prose makes about so many bytes of English with typographic signs.
func prose(size int) string {
	words := strings.Fields(`the of and to in a is that for it as was with be by on not he his but at are this have from or had an
		they which one you were her all their there been if more when will would who so no minister said government confirmed
		talks ceasefire energy winter pause strikes officials statement spokesman reported region attack Kyiv Moscow Zelenskyy
		president favorable organized “we don’t — know”`)
	r := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for b.Len() < size {
		for range 5 + r.IntN(20) {
			b.WriteString(words[r.IntN(len(words))] + " ")
		}
		b.WriteString("end.\n")
	}
	return b.String()
}

func BenchmarkWithin(b *testing.B) {
	for _, size := range []int{6e6, 50e6} {
		o := text.NewOffsets(prose(size))
		o.IsBoundary(1)
		for _, query := range []string{"absent", "firm", "e", "Kiev", "Zelensky said", "favourable", "city", "USA", "“we don't - know”"} {
			b.Run(fmt.Sprintf("%d MB/%s", size/1e6, query), func(b *testing.B) {
				b.SetBytes(int64(len(o.Text())))
				b.ReportAllocs()
				for b.Loop() {
					found, err := Within(context.Background(), o, query)
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(len(found)), "places")
				}
			})
		}
	}
}
