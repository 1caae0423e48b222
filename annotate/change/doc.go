// Package change is the log in many hands: what one recorded change is, how the
// changes of many people on many copies fold into one project, and how a change
// is made and taken back. It knows no kinds of entity, no SQL and no files.
//
//	action ─▶ Draft ─▶ Compose ─▶ Change ─▶ (a copy's log) ─▶ Fold ─▶ heads, life
//	          what      over what   sealed:    any order, any     what stands, what
//	          is set    it was made id = hash  number of times    collides, what is gone
//
// The result is a function of the set of changes: of the order in which they
// came, of grouping and of repetition nothing is left. Each rule stands below
// with a history that shows why; a, b, c are changes, A and B the people (each on
// a copy of their own) who made them.
//
// # Registers, and over
//
// A change sets registers of one entity: a value, or a record that is set,
// replaced and taken back as a whole. Over names the heads that it replaced: the
// changes of these registers that no other had in its over. The last head by
// (clock, id) stands ([Folded.Standing]).
//
//	A: a sets the place to 10–34
//	A: b sets it to 12–34, over a          B: c sets it to 10–30, over a
//	united: b and c are heads, the later stands whole: never 12–30, which nobody chose
//
// What was made in knowledge of a value replaces it whatever the clocks say. A
// clock decides only between changes that did not know of each other:
//
//	A, whose clock is a year ahead: a sets the title
//	B, having a: b sets it, over a; b's clock is lower
//	united: b stands
//
// # Collision
//
// Heads whose values differ are a collision ([Folded.Values]). An ordinary edit
// is made over all heads, and so settles it, in every copy:
//
//	A: b sets the verdict, over a          B: c sets another, over a
//	united: two values, c stands
//	A, having both: d, over b and c        united: d alone
//
// # Id = hash
//
// A change's id is the first 128 bits of its hash ([Change.Seal]), so what names
// others points backwards only, nothing can be altered unseen, and an entity that
// has no name of its own takes that of the change that made it ([Change.Own]):
//
//	A: a makes a claim, whose id is a's
//	B alters the text of a in a file: its hash is no longer its id
//	the row is refused; nothing that refers to the claim means the altered one
//
// # Life
//
// An entity is in the project if it was made and no removal counts ([LifeOf]). A
// removal, or the taking back of a making, counts unless a change bears on the
// entity ([Bearing]) of which its maker did not know and whose maker did not know
// of it. For that a removal says what its maker had seen ([Saw]): of each other
// copy up to which number all, and beyond these what bears on the entity.
//
//	A: a adds an article                    B, having a: b highlights a passage of it
//	A, not having b: c removes the article
//	united: the article and b are there; c goes to the inbox ([Standing.Open])
//
// What bears on an entity is what sets a register of it, or of what hangs on it:
// the entities that refer to it singly, and those that hang on these. A list of
// references cites: then the citing change bears on what it cites, the rest of
// the citing entity does not.
//
//	A: a decides a claim, citing passage p; b removes p
//	A: c ties another passage to the claim
//	p stays removed: c does not bear on it (if the claim hung on p, c would bring it back)
//
// Work in knowledge of a removal does not undo it: a change names the removals,
// where they count, of what its entity hangs on.
//
//	A: a removes claim c; passage p is shown as tied to none
//	B, having a: b edits p's note, naming a
//	the claim stays removed, though p's tie is still to it
//
// A making over a removal settles it, for good:
//
//	A: a removes                            B: b works on it
//	A, having both: c keeps it, over a
//	united with anything: a counts no more, even if b is taken back
//
// # Taking back
//
// Undo names changes and, of each, registers that are still heads ([Undo]); it
// carries no value. What is taken back does not count, and over is followed
// through it, so what stood before stands again with its own maker and time.
// Taking back a taking-back is redo ([Redo]).
//
//	A: a sets the title; b sets it, over a
//	A: c takes b back: a stands again
//	B, having b alone: d sets it, over b: united, d stands, since c took back no more than b
//
// Of a making life alone is taken back, and not while something of others hangs
// on it or they have worked on it:
//
//	A: a adds an article                    B, having a: b highlights in it
//	A, having b, undoes a
//	left as it is, and told: b hangs on it
//
// # Copies and forks
//
// The changes of a copy are numbered from 1 without holes. Where one number was
// given twice, as after a file was copied, both changes stand, and to have "all
// up to" a number of that copy says nothing from there on ([World.Fork]):
//
//	copy X makes 1, 2; its file is copied, and both go on with 3
//	A, having one 3: a removes what the other 3 works on, having seen "X up to 3"
//	united: a does not count against the other 3
//
// # Withholding
//
// Each text is hashed apart, with a salt of its own that follows from 16 random
// bytes of the change ([Change.Withhold]); so a copy can be given away without
// some of the texts and still prove the rest. The full texts fit later
// ([Complete]).
//
//	A packs without notes: of a only the hash of its note is there
//	B works on it; A's project is united with B's
//	a is the same change: in A it has its note, in B not; their digests are equal
//
// # Form
//
// Taking in checks form alone ([Change.Check]): types, bounds, order, hash. What
// this version does not understand, or what points at nothing here yet, is kept,
// folded and passed on.
package change
