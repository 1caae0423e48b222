package store

import (
	"fmt"
	"slices"

	"claimtrace/annotate"
)

// verbDecision is what a change of a decision's reason or evidence is called.
const verbDecision = "edit decision"

// decision lists the fields of a claim that stand or fall together. A change
// of one of them sets all, so that of two decisions that meet in a merge one
// stands as it was made.
var decision = []string{"resolved", "reason", "evidence"}

// Decide records a reviewer's decision on a claim: the verdict, why, and the
// passages that show it. An empty verdict opens the claim again. The error
// wraps [ErrNoEntity] where the claim or a passage is not in the project,
// [ErrInvalid] for a passage that is not tied to the claim or a reason without
// a verdict, or annotate.ErrField.
func (p *Project) Decide(claim annotate.ID, v annotate.Verdict, reason string, evidence ...annotate.ID) (Action, error) {
	return p.Set(Ref{annotate.KindClaim, claim}, annotate.Fields{
		"resolved": string(v), "reason": reason, "evidence": string(annotate.JoinIDs(evidence...)),
	})
}

// completeDecision checks a change of a decision and sets all of its fields:
// to what was given, or to what stands, or in another decision to nothing.
func (rec *recording) completeDecision(claim annotate.ID, s annotate.State, diff, given annotate.Fields) error {
	if !slices.ContainsFunc(decision, func(name string) bool { _, ok := diff[name]; return ok }) {
		return nil
	}
	_, anew := diff["resolved"]
	for _, name := range decision {
		value, ok := given[name]
		if !ok && !anew {
			value = s.Value(name)
		}
		if value == "" {
			value = nil
		}
		diff[name] = value
	}
	if diff["resolved"] == nil && (diff["reason"] != nil || diff["evidence"] != nil) {
		return fmt.Errorf("%w decision: a reason and evidence go with a verdict: decide the claim as confirmed, disputed or unconfirmed", ErrInvalid)
	}
	list, _ := diff["evidence"].(string)
	stands := s.Claim(claim).Evidence
	for _, id := range annotate.IDs(list).List() {
		if stands.Has(id) {
			continue // though it may have been removed since
		}
		n, err := annotationWith(rec.c, id)
		if err != nil {
			return err
		}
		if n.Claim != claim {
			return fmt.Errorf("%w evidence: the passage %s is not tied to this claim: tie it first", ErrInvalid, annotate.Quoted(n.Quote))
		}
	}
	return nil
}
