package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A click on the words that lead somewhere leads there, others do not; the object on them
// has a size of its own, for which a real window asks.
func TestStatusLeads(t *testing.T) {
	test.NewTempApp(t)
	led := 0
	s := NewStatus()
	s.Leads = func(words string) func() {
		if words != "Reviewer Mara" {
			return nil
		}
		return func() { led++ }
	}
	s.Say("Saved", "Reviewer Mara")
	s.Resize(fyne.NewSize(800, statusHeight))
	var leads []*lead
	for _, o := range test.WidgetRenderer(s).Objects() {
		if l, ok := o.(*lead); ok {
			leads = append(leads, l)
		}
	}
	if len(leads) != 1 || leads[0].MinSize().Height != statusHeight {
		t.Fatalf("%d words lead somewhere", len(leads))
	}
	if test.Tap(leads[0]); led != 1 {
		t.Error("a click leads nowhere")
	}
}
