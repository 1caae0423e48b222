package coming

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// A headline that is longer than its field is seen from its beginning, wherever the cursor was in the
// one before.
func TestFormFromTheBeginning(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	f := newForm(func(int) {}, func() {}, func() {})
	f.onTyped = func(string, string) {}
	test.NewTempWindow(t, f.scroll).Resize(fyne.NewSize(640, 700))
	for _, title := range []string{"A quiet night in Kyiv", strings.Repeat("A night in Kyiv that was not quiet ", 6)} {
		f.show(&entry{items: []*item{newItem(ingest.Found{Draft: store.Draft{Article: annotate.Article{Title: title}}, From: map[string]string{}})}}, 0)
		if l := f.fields["title"]; l.Text != title || l.CursorColumn != 0 {
			t.Errorf("the cursor is at %d of %q", l.CursorColumn, l.Text)
		}
		f.fields["title"].Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}
