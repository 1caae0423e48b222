package sample

import (
	"os"
	"testing"

	"claimtrace/assets"
	"claimtrace/tools/meaning/gold"
)

// What the sample's passages say is read: 95 % of the values of the gold table, and none that it has not.
func TestFacets(t *testing.T) {
	table, err := os.Open("../../annotate/facet/testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	passages, err := gold.Sample(table, assets.Sample())
	if err != nil || len(passages) < 40 {
		t.Fatalf("%d passages, %v", len(passages), err)
	}
	all, missing := 0, 0
	for _, p := range passages {
		all += len(p.Want)
		missing += len(p.Missing())
		for _, v := range p.Missing() {
			t.Logf("%s | %s: not found: %s", p.Outlet, p.Quote, v)
		}
		for _, v := range p.Invented() {
			t.Errorf("%s | %s: invented: %s", p.Outlet, p.Quote, v)
		}
	}
	t.Logf("%d of %d values found", all-missing, all)
	if missing*20 > all {
		t.Errorf("%d of %d values are not found", missing, all)
	}
}
