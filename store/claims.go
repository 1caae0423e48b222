package store

import (
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/read"
)

// codeDecision is what a change of a decision's reason or evidence is called.
const codeDecision = "claim.decision"

// decision lists the fields of a claim that stand or fall together.
var decision = []string{"resolved", "reason", "evidence"}

// AddClaim makes a claim with a statement that no passage is tied to yet, or
// returns the one that has it. The errors are those of [Project.Tie].
func (p *Project) AddClaim(statement string) (claim annotate.Claim, a Action, err error) {
	a, err = p.act("claim.add", func(rec *recording) error {
		id, err := rec.claimFor(statement)
		if err == nil {
			claim, err = rec.src.Claim(id)
		}
		return err
	})
	return claim, a, err
}

// Decide records a reviewer's decision on a claim, and on every one that it is
// joined with: the verdict, why, and the passages that show it. An empty verdict
// opens the claim again. The error wraps [ErrNoEntity] where the claim or a
// passage is not in the project, [ErrInvalid] for a passage that is not tied to
// the claim or a reason without a verdict, or annotate.ErrField.
func (p *Project) Decide(claim annotate.ID, v annotate.Verdict, reason string, evidence ...annotate.ID) (Action, error) {
	fields := annotate.Fields{"resolved": string(v), "reason": reason, "evidence": string(annotate.JoinIDs(evidence...))}
	code := "claim.reopen"
	if v != "" {
		code = "claim.decide." + string(v)
	}
	return p.act(code, func(rec *recording) error {
		ref := Ref{Kind: annotate.KindClaim, ID: claim}
		if err := rec.src.Live(ref); err != nil {
			return err
		}
		joined, err := rec.src.Joined(ref)
		if err != nil {
			return err
		}
		for _, id := range joined {
			ref.ID = id
			s, err := rec.tables.State(ref)
			if err != nil {
				return err
			}
			diff := differing(s, fields)
			if !s.Live || len(diff) == 0 {
				continue
			}
			if err := checkSettable(ref.Kind, diff); err != nil {
				return err
			}
			if id == claim && diff["resolved"] == nil && s.Value("resolved") == fields["resolved"] {
				rec.Did = codeDecision
			}
			if err := rec.completeDecision(id, s, diff, fields); err != nil {
				return err
			}
			if _, err := rec.setFields(s, diff); err != nil {
				return err
			}
		}
		return nil
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
			if value = s.Value(name); slices.Contains(strings.Fields(s.Withheld()), name) {
				return fmt.Errorf("%w decision: it is replaced as a whole, and its %s was left out of the package that it came in: give a %[2]s too", ErrInvalid, name)
			}
		}
		if text, is := value.(string); is {
			if value = annotate.Typed(text); value == "" {
				value = nil
			}
		}
		diff[name] = value
	}
	if diff["resolved"] == nil && (diff["reason"] != nil || diff["evidence"] != nil) {
		return fmt.Errorf("%w decision: a reason and evidence go with a verdict: decide the claim as confirmed, disputed or unconfirmed", ErrInvalid)
	}
	list, _ := diff["evidence"].(string)
	stands := s.Claim().Evidence
	joined, err := rec.src.Joined(Ref{Kind: annotate.KindClaim, ID: claim})
	if err != nil {
		return err
	}
	for _, id := range annotate.IDs(list).List() {
		if stands.Has(id) {
			continue // though it may have been removed since
		}
		n, err := rec.src.Annotation(id)
		if err != nil {
			return err
		}
		if !slices.Contains(joined, n.Claim) {
			return fmt.Errorf("%w evidence: the passage %s is not tied to this claim: tie it first", ErrInvalid, annotate.Quoted(n.Quote))
		}
	}
	return nil
}

// SetSetting gives the project's setting of that name a value; "" unsets it.
// It returns an error that wraps [ErrInvalid] for an empty name.
func (p *Project) SetSetting(name, value string) (Action, error) {
	return p.setSetting("setting.edit", name, value)
}

func (p *Project) setSetting(code, name, value string) (Action, error) {
	return p.act(code, func(rec *recording) error { return rec.setSetting(name, value) })
}

func (rec *recording) setSetting(name, value string) error {
	if name = annotate.Typed(name); name == "" {
		return fmt.Errorf("%w setting: it needs a name", ErrInvalid)
	}
	ref := Ref{Kind: annotate.KindSetting, ID: annotate.SettingID(name)}
	s, err := rec.tables.State(ref)
	if err != nil {
		return err
	}
	value = annotate.Typed(value)
	if !s.Shown() {
		if value == "" {
			return nil
		}
		_, err := rec.make(ref, annotate.Fields{"name": name, "value": value})
		return err
	}
	diff := differing(s, annotate.Fields{"value": value})
	if len(diff) == 0 {
		return nil
	}
	if err := diff.Check(ref.Kind); err != nil {
		return err
	}
	_, err = rec.setFields(s, diff)
	return err
}

// HoldEqual holds two words or phrases equal, as one action. It returns an
// error that wraps [ErrInvalid] where there is nothing to hold equal: one of
// them has no word, number or sign, has a line end, or they are equal already.
func (p *Project) HoldEqual(a, b string) (Action, error) {
	name, value, err := pairSetting(a, b)
	if err != nil {
		return Action{}, err
	}
	return p.setSetting("setting.same", name, value)
}

// TellApart takes a pair back that was held equal, as one action.
func (p *Project) TellApart(a, b string) (Action, error) {
	name, _, err := pairSetting(a, b)
	if err != nil {
		return Action{}, err
	}
	return p.setSetting("setting.not_same", name, "")
}

func pairSetting(a, b string) (name, value string, err error) {
	name, value, ok := read.PairSetting(a, b)
	if !ok {
		err = fmt.Errorf("%w pair: “%s” and “%s” cannot be held equal: each needs a word, a number or a sign, and they must differ", ErrInvalid, a, b)
	}
	return name, value, err
}
