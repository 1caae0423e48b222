package sample

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store"
)

func TestCreate(t *testing.T) {
	dir := t.TempDir()
	logs := map[string][]annotate.ID{}
	for _, name := range []string{"one.claimtrace", "two.claimtrace"} {
		path := filepath.Join(dir, name)
		if err := Create(context.Background(), path); err != nil {
			t.Fatal(err)
		}
		p, err := store.Open(path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		articles, claims, annotations, _, err := p.Counts()
		if err != nil || articles != 5 || claims < 7 || annotations < 21 {
			t.Errorf("%d articles, %d claims, %d annotations, %v", articles, claims, annotations, err)
		}
		if title, err := p.Setting("title"); err != nil || title != Title {
			t.Errorf("title %q, %v", title, err)
		}
		reviewers, err := p.Reviewers()
		if err != nil || len(reviewers) != 1 || reviewers[0] != (annotate.Reviewer{ID: Reviewer().ID(), Name: "Mara", Key: Reviewer().Key().String()}) {
			t.Errorf("reviewers %v, %v", reviewers, err)
		}
		if err := p.Changes(func(c *change.Change) error {
			logs[name] = append(logs[name], c.ID)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	one, two := logs["one.claimtrace"], logs["two.claimtrace"]
	if len(one) != len(two) {
		t.Fatalf("%d and %d changes", len(one), len(two))
	}
	for i := range one {
		if one[i] != two[i] {
			t.Fatalf("change %d is %s and %s", i, one[i], two[i])
		}
	}
}

// The sample's first claim stands as the Kremlin left it on Friday.
func TestStanding(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.claimtrace")
	if err := Create(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	claims, err := p.Claims()
	if err != nil || len(claims) == 0 {
		t.Fatal(err)
	}
	for _, c := range claims {
		if c.Statement == "Putin agreed to a one-week pause in strikes on Kyiv" {
			if c.Standing.Verdict != annotate.Confirmed || c.Marks[0].Verdict != annotate.Unconfirmed {
				t.Errorf("standing %+v, first mark %+v", c.Standing, c.Marks[0])
			}
			return
		}
	}
	t.Error("the claim of the pause is missing")
}

func TestCreateLeavesNothingBehind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.claimtrace")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Create(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something is left: %v", err)
	}
	if err := os.WriteFile(path, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Create(context.Background(), path); !errors.Is(err, store.ErrExists) {
		t.Errorf("err = %v", err)
	}
	if content, _ := os.ReadFile(path); string(content) != "mine" {
		t.Errorf("the file now holds %q", content)
	}
}
