package adding

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// Attach asks for files with the texts of articles that came without, and attaches
// each to the article whose text it is: by its hash, so that it is the same letter
// by letter.
func (x *Adding) Attach() {
	x.w.Dialogs().OpenFiles(x.w.Files(preferences.ForArticles, dialog.Files{Title: "Attach the texts of articles", Confirm: "Attach", Many: true, Folders: true, Endings: endings()}), x.AttachPaths)
}

// AttachPaths is [Adding.Attach] for files that are known.
func (x *Adding) AttachPaths(paths []string) {
	s, err := sourcesAt(paths)
	if err != nil {
		x.w.SayOfArticles(fmt.Errorf("%w: nothing was attached", err))
		return
	}
	to := x.w.Session()
	var done store.Action
	fits, here, read := 0, 0, 0
	x.w.Work("Looking whose texts they are", func(ctx context.Context, progress func(done, total int)) error {
		s.Progress = progress
		batch, err := ingest.Read(ctx, s)
		if err != nil {
			return err
		}
		defer batch.Close()
		found := map[int]annotate.Article{} // by their places in what was read
		for i := range batch.Len() {
			d, _, err := batch.At(i)
			if err != nil {
				return err
			}
			sum := sha256.Sum256([]byte(d.Text))
			known, err := to.View().Known(hex.EncodeToString(sum[:]))
			if err != nil {
				return err
			}
			if len(known) == 0 {
				continue
			}
			has, err := to.View().HasText(known[0].ID) // of several with one text each has it, or none
			switch {
			case err != nil:
				return err
			case has:
				here++
			default:
				found[i] = known[0]
			}
		}
		fits, read = len(found), batch.Len()
		switch {
		case fits == 0 && here > 0:
			return nil
		case fits == 0:
			return errors.New(parts.Count(read, "text") + " read, and none is that of an article here: it must be the same letter by letter")
		}
		_, done, err = to.AddArticles(ctx, func(yield func(store.Draft, error) bool) {
			for _, i := range slices.Sorted(maps.Keys(found)) {
				d, _, err := batch.At(i)
				if d.Article = found[i]; !yield(d, err) {
					return
				}
			}
		}, nil)
		return err
	}, func(err error) {
		if err == nil && fits > 0 && x.w.Session() == to {
			err = to.Refresh(done)
		}
		x.w.Say(err)
		if err != nil {
			return
		}
		said := parts.Count(fits, "text") + " attached"
		if here > 0 {
			said += fmt.Sprintf("; %d already here", here)
		}
		if n := read - fits - here; n > 0 {
			said += "; " + parts.Count(n, "other") + " of no article here"
		}
		x.w.Back()
		x.w.Tell(said)
	})
}
