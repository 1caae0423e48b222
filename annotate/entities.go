package annotate

import (
	"time"
	"unicode/utf8"
)

// Article is one text from one outlet at one time. Its text never changes
// once added; its metadata may be corrected.
type Article struct {
	ID         ID
	SHA256     string // of the canonical text, 64 lower-case hexadecimal digits: the text's name
	Chars      int    // length of the canonical text in code points
	Title      string
	Outlet     string
	Byline     string
	Published  Publication // as far as it is known; never guessed
	URL        string
	Language   string // BCP 47, empty if unknown
	ExternalID string // the id it had where it came from
	File       string // name of the file it came from, without folders; "" if none
	Supersedes ID     // the earlier capture of the same page
	Note       string
	Added      time.Time
	Withheld   string // names of fields whose values this copy does not have, with a space between two
}

// Name is what to call the article where one line must do: its title, else
// its outlet, else the file it came from.
func (a Article) Name() string {
	for _, s := range []string{a.Title, a.Outlet, a.File} {
		if s != "" {
			return s
		}
	}
	return string(a.ID)
}

// Claim is a statement that articles make, repeat, deny or change.
type Claim struct {
	ID        ID
	Statement string
	Resolved  Verdict // what a reviewer decided; "" while open
	Reason    string  // why
	Evidence  IDs     // the annotations that show it
	Decided   Clock   // when; 0 while open
	DecidedBy ID      // who; "" while open
	Note      string
	Created   time.Time
	Withheld  string // as in [Article]
}

// Said is the statement as it is shown: where it was left out of the package in which
// the claim came, as of one that was removed and brought back, it says so.
func (c Claim) Said() string {
	if c.Statement == "" {
		return "(statement withheld)"
	}
	return c.Statement
}

// Annotation is a span of one article with a verdict, tied to a claim, made
// by one reviewer. Start and End count code points.
type Annotation struct {
	ID          ID
	Article     ID
	Start, End  int
	Quote       string // the exact words of the span; see [ShortQuote] for long ones whose text is not here
	Verdict     Verdict
	Claim       ID // "" while not tied to one
	Reviewer    ID
	Attribution string // who is quoted or cited; "" for the outlet itself
	Note        string
	From        ID // the passage of an earlier version of the article that it was carried over from; read from the log alone
	Created     time.Time
	Modified    time.Time
	Withheld    string // as in [Article]
}

// Correction is what a reviewer says in place of what was read in a passage, for
// one kind of facet: see package facet.
type Correction struct {
	ID                ID
	Annotation        ID
	Kind              string // of facet, which may be one that this version does not know
	Start, End        int    // the words that it is about, code points of the article; both 0 where it is about the whole passage
	Words             string // these, as [ShortQuote] has them
	Value             string // canonical, or [Dismissed]; "" where it is withheld
	Reviewer          ID
	Created, Modified time.Time
	Withheld          string // as in [Article]
}

// Dismissed is the value of a correction which says that nothing of the kind is
// said there. It is no value of any kind.
const Dismissed = "-"

// Whole tells whether the correction is about the whole passage.
func (c Correction) Whole() bool { return c.End == 0 }

// Span is a half-open range of code points.
type Span struct{ Start, End int }

// Span returns the annotation's place in its article.
func (a Annotation) Span() Span { return Span{a.Start, a.End} }

// Len is the number of code points in the span.
func (s Span) Len() int { return s.End - s.Start }

// Reviewer is a person who annotates.
type Reviewer struct {
	ID   ID
	Name string
	Key  string // the public one, as package person writes it
}

// ShortQuote is what the log keeps of a passage: its words, or of more than
// [MaxQuote] code points the first and the last half of that many.
func ShortQuote(quote string) string {
	// Of a long passage the ends alone are looked at: a hostile file can have very
	// many, each as long as a text.
	head, tail, n := 0, len(quote), 0
	for i := range quote {
		if n == MaxQuote/2 {
			head = i
		}
		if n++; n > MaxQuote {
			break
		}
	}
	if n <= MaxQuote {
		return quote
	}
	for range MaxQuote / 2 {
		_, size := utf8.DecodeLastRuneInString(quote[:tail])
		tail -= size
	}
	return quote[:head] + quote[tail:]
}
