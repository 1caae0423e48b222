package session

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Whatever is done, the lists that are brought up to date row by row are what
// the project says, and who reads anew what is told knows all of it.
func TestListsFollow(t *testing.T) {
	s, _ := start(t)
	random := rand.New(rand.NewPCG(1, 2))
	var toldArticles []store.ArticleRow
	var toldClaims []store.ClaimRow
	var toldClaim annotate.ID
	var toldWitnesses []store.Witness
	hear := func(c Changed) {
		if c.Claim {
			claim, _ := s.Claim()
			toldClaim = claim.ID
		}
		if c.Witnesses {
			toldWitnesses = slices.Clone(s.Witnesses())
		}
		if c.Articles {
			toldArticles = slices.Clone(s.Articles())
		} else {
			for _, i := range c.ArticleRows {
				toldArticles[i] = s.Articles()[i]
			}
		}
		if c.Claims {
			toldClaims = slices.Clone(s.Claims())
		} else {
			for _, i := range c.ClaimRows {
				toldClaims[i] = s.Claims()[i]
			}
		}
	}
	hear(Changed{Articles: true, Claims: true, Claim: true, Witnesses: true})
	s.Listen(hear)
	anyClaim := func() string { return fmt.Sprintf("Claim %d", random.IntN(4)) }
	for step := range 300 {
		var err error
		what := random.IntN(13)
		switch what {
		case 0, 1:
			start := random.IntN(60)
			err = s.Tag(annotate.Span{Start: start, End: start + 2 + random.IntN(20)}, annotate.Verdicts[random.IntN(3)])
		case 2:
			err = s.Tie(anyClaim())
		case 3:
			if all := s.Annotations(); len(all) > 0 {
				err = s.PickAnnotation(all[random.IntN(len(all))].ID)
			}
		case 4:
			err = s.Tag(annotate.Span{}, annotate.Verdicts[random.IntN(3)])
		case 5:
			err = s.RemoveAnnotation()
		case 6:
			_, err = s.Undo()
		case 7:
			_, err = s.Redo()
		case 8:
			if all := s.Articles(); len(all) > 0 {
				err = s.PickArticle(all[random.IntN(len(all))].ID)
			}
		case 10:
			if a, is := s.Article(); is {
				err = s.SetArticle(a.ID, annotate.Fields{"published": fmt.Sprintf("2026-01-%02dT12:00:00Z", 1+random.IntN(28))})
			}
		case 11:
			if random.IntN(8) == 0 {
				err = s.RemoveArticle(s.article)
			}
		case 12:
			if all := s.Claims(); len(all) > 0 {
				err = s.PickClaim(all[random.IntN(len(all))].ID)
			}
		case 9:
			if c, is := s.Claim(); is && random.IntN(3) == 0 {
				err = s.RemoveClaim()
			} else if is {
				err = s.SetClaim(c.ID, annotate.Fields{"statement": anyClaim() + " reworded"})
			}
		}
		if err != nil && !errors.Is(err, ErrNoSelection) && !errors.Is(err, ErrNoAnnotation) && !errors.Is(err, store.ErrNothingToUndo) && !errors.Is(err, store.ErrNothingToRedo) && !errors.Is(err, store.ErrNoEntity) {
			t.Fatalf("step %d, action %d: %v", step, what, err)
		}
		articles, claims, annotations := s.Articles(), s.Claims(), s.annotations
		if c, _ := s.Claim(); c.ID != toldClaim {
			t.Fatalf("step %d, action %d: in hand is %q, told was %q", step, what, c.ID, toldClaim)
		}
		if a, is := s.Annotation(); is && a.Claim != "" && a.Claim != toldClaim {
			t.Fatalf("step %d, action %d: in hand is a passage of %q, and the claim %q", step, what, a.Claim, toldClaim)
		}
		witnesses := s.Witnesses()
		ok(t, s.readWitnesses())
		ok(t, s.readLists())
		ok(t, s.readAnnotations())
		for name, pair := range map[string][2]any{"articles": {articles, s.Articles()}, "claims": {claims, s.Claims()}, "annotations": {annotations, s.annotations},
			"articles that were told": {toldArticles, s.Articles()}, "claims that were told": {toldClaims, s.Claims()},
			"witnesses": {witnesses, s.Witnesses()}, "witnesses that were told": {toldWitnesses, s.Witnesses()}} {
			a, b := reflect.ValueOf(pair[0]), reflect.ValueOf(pair[1])
			if a.Len() != b.Len() || a.Len() > 0 && !reflect.DeepEqual(pair[0], pair[1]) {
				t.Fatalf("step %d, action %d: the %s are\n%v\nand should be\n%v", step, what, name, pair[0], pair[1])
			}
		}
	}
}
