package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// Stamps of one look share an object, in places of their own; one that looks
// otherwise has another.
func TestStamp(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	a := Stamp(&fyne.Container{}, Sign(annotate.Disputed), 10, 20, 14)
	b := Stamp(&fyne.Container{}, Sign(annotate.Disputed), 30, 20, 14)
	if a == b || a.Objects[0] != b.Objects[0] || a.Position() != fyne.NewPos(10, 20) || b.Position() != fyne.NewPos(30, 20) {
		t.Errorf("they stand at %v and %v", a.Position(), b.Position())
	}
	for name, other := range map[string]*fyne.Container{
		"size":    Stamp(&fyne.Container{}, Sign(annotate.Disputed), 10, 20, 16),
		"verdict": Stamp(&fyne.Container{}, Sign(annotate.Confirmed), 10, 20, 14),
	} {
		if other.Objects[0] == a.Objects[0] {
			t.Errorf("another %s looks the same", name)
		}
	}
	image := a.Objects[0]
	if Stamp(a, Disc(annotate.Disputed), 10, 20, 14); a.Objects[0] == image || b.Objects[0] != image {
		t.Error("another picture is not put in the one place")
	}
}
