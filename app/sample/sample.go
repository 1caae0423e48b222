// Package sample makes the sample project: five dispatches about one event
// and the claims that a reviewer traced through them.
package sample

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/person"
	"claimtrace/annotate/text"
	"claimtrace/assets"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// Title is what the sample project is called.
const Title = "Winter pause"

// annotations is the shape of annotations.json.
type annotations struct {
	Reviewer string `json:"reviewer"`
	Claims   []struct {
		Statement   string `json:"statement"`
		Note        string `json:"note"`
		Annotations []struct {
			File        string           `json:"file"`
			Quote       string           `json:"quote"`
			Verdict     annotate.Verdict `json:"verdict"`
			Attribution string           `json:"attribution"`
			Note        string           `json:"note"`
		} `json:"annotations"`
	} `json:"claims"`
}

// Create makes the sample project at path and closes it, by the same calls
// that a person's work makes. Its ids and times are always the same, so that
// two people's samples are one project with the same history. Where it fails
// it leaves nothing; the errors are those of [store.Create].
func Create(ctx context.Context, path string) error {
	files := assets.Sample()
	content, err := fs.ReadFile(files, "annotations.json")
	if err != nil {
		return err
	}
	var set annotations
	if err := json.Unmarshal(content, &set); err != nil {
		return fmt.Errorf("the sample's annotations.json: %w", err)
	}
	p, err := store.Create(path, options(set.Reviewer))
	if err != nil {
		return err
	}
	err = fill(ctx, p, files, set)
	if err = errors.Join(err, p.Close()); err != nil {
		os.Remove(path)
	}
	return err
}

// Reviewer is the key of the sample's reviewer, which is no secret: two people's
// samples could not be the same otherwise.
func Reviewer() person.Pair {
	pair, err := person.New(strings.NewReader("the sample’s reviewer, known to all"))
	if err != nil {
		panic(err) // the words are long enough
	}
	return pair
}

// options are those of the sample's reviewer, who works on a Saturday morning
// and takes 20 seconds for each change.
func options(reviewer string) store.Options {
	pair := Reviewer()
	now := time.Date(2026, time.January, 31, 8, 59, 40, 0, time.UTC) // the project itself is made before that
	return store.Options{
		Person: store.Person{ID: pair.ID(), Name: reviewer, Key: pair.Key().String()},
		Now: func() time.Time {
			now = now.Add(20 * time.Second)
			return now
		},
		Random: rand.NewChaCha8([32]byte([]byte("the sample is the same for all.."))),
	}
}

func fill(ctx context.Context, p *store.Project, files fs.FS, set annotations) error {
	if _, err := p.SetSetting("title", Title); err != nil {
		return err
	}
	batch, err := ingest.FromFS(ctx, files, "manifest.csv")
	if err != nil {
		return err
	}
	defer batch.Close()
	added, _, err := p.AddArticles(ctx, batch.Drafts(), nil)
	if err != nil {
		return err
	}
	texts := map[string]*text.Offsets{}
	ids := map[string]annotate.ID{}
	for i, a := range added {
		d, _, err := batch.At(i)
		if err != nil {
			return err
		}
		texts[d.File], ids[d.File] = text.NewOffsets(d.Text), a.ID
	}
	for _, claim := range set.Claims {
		for _, a := range claim.Annotations {
			if texts[a.File] == nil {
				return fmt.Errorf("the sample has no %s", a.File)
			}
			span, err := anchor.Find(texts[a.File], a.Quote, -1)
			if err != nil {
				return fmt.Errorf("the sample's %s: %w", a.File, err)
			}
			if _, _, err := p.Annotate(store.NewAnnotation{
				Article: ids[a.File], Span: span, Verdict: a.Verdict, Statement: claim.Statement, Attribution: a.Attribution, Note: a.Note,
			}); err != nil {
				return err
			}
		}
		if claim.Note == "" {
			continue
		}
		c, err := p.ClaimByStatement(claim.Statement)
		if err != nil {
			return err
		}
		if _, err := p.Set(store.Ref{Kind: annotate.KindClaim, ID: c.ID}, annotate.Fields{"note": claim.Note}); err != nil {
			return err
		}
	}
	return nil
}
