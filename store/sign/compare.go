package sign

import (
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// Mark is what was kept outside of an earlier state of a book: a head, or only
// its code. Label says in Chinese where it comes from, as 2026年5月的公示.
type Mark struct {
	Label string
	Book  string // the book's id, or "" where it is not known (a code alone)
	head  Head
	code  Code // used when whole is false
	whole bool
}

// MarkOf is the mark of a whole head, as a signed note or a QR code has it.
func MarkOf(label, book string, h Head) Mark {
	return Mark{Label: label, Book: book, head: h, whole: true}
}

// MarkOfCode is the mark of a code typed from paper.
func MarkOfCode(label string, c Code) Mark {
	return Mark{Label: label, code: c}
}

// Size is the number of entries at that time.
func (m Mark) Size() uint64 {
	if m.whole {
		return m.head.Size
	}
	return m.code.size
}

// ByCode reports that only the code is known.
func (m Mark) ByCode() bool { return !m.whole }

// nameless reports a mark that does not say which book it is of: a code, or a
// long head as it is printed under reports. Neither protects from a slip of the
// pen as a signature does.
func (m Mark) nameless() bool { return m.Size() > 0 && m.Book == "" }

func (m Mark) fits(h Head) (bool, error) {
	if m.whole {
		return m.head == h, nil
	}
	return m.code.Matches(h)
}

// Verdict is the answer of a comparison in one word.
type Verdict int

// The verdicts, harmless ones first.
const (
	Unproven  Verdict = iota // there was nothing to compare with
	Same                     // the book ends where the mark was set
	Extended                 // only entries behind the mark were added
	Shorter                  // entries of the mark are gone: an older copy, or cut
	Rewritten                // entries before the mark were changed
	OtherBook                // the mark belongs to another book
)

// Answer is what a comparison found.
type Answer struct {
	Verdict Verdict
	Size    uint64 // entries of the book now
	Paper   Mark   // what was asked
	// Added counts the entries behind the newest mark that fits.
	Added uint64
	// Missing counts the entries that a mark had and the book has not.
	Missing uint64
	// Sound is the size of the newest mark that fits: entries 1 to Sound are
	// those of that time. 0 when none fits.
	Sound uint64
	// Bad is the size of the oldest mark that does not fit: the first changed
	// entry lies from Sound+1 to Bad. 0 when nothing is changed.
	Bad uint64
	// Odd are known marks that contradict the paper: they belong to another
	// history, as when old heads in a book were redone together with it.
	Odd []Mark

	newest Mark // the largest mark, what Missing is counted from
	worst  Mark // the mark of Bad
	both   bool // two whole logs were held against each other
}

// Alarm reports that the book is not what was kept of it.
func (a Answer) Alarm() bool { return a.Verdict >= Shorter }

// Compare asks whether a book is still what the paper says. The paper is
// believed; known are further marks of the book (signed heads kept in it or on a
// stick, older papers) that narrow down where it was changed. All of them are
// looked at, because a search by halves would rely on marks that may be forged.
// Each mark that is only a code costs as much time as [NewCode].
//
// The error is B05 when the log contradicts itself, or an error of reading it.
func Compare(book string, log Log, paper Mark, known ...Mark) (Answer, error) {
	a := Answer{Size: log.Size(), Paper: paper}
	if paper.Book != "" && paper.Book != book {
		a.Verdict = OtherBook
		return a, nil
	}
	if paper.Size() == 0 {
		return a, nil
	}
	return a.weigh(book, log, append([]Mark{paper}, known...))
}

// CompareAll is [Compare] without a paper at hand: the marks are those kept with
// the book, none is believed before the others. With none at all the answer is
// [Unproven].
func CompareAll(book string, log Log, known ...Mark) (Answer, error) {
	return Answer{Size: log.Size()}.weigh(book, log, known)
}

func (a Answer) weigh(book string, log Log, marks []Mark) (Answer, error) {
	head, err := rootOf(log, a.Size)
	if err != nil {
		return a, faultTree(err)
	}
	var good, bad []Mark
	for _, m := range marks {
		if m.Size() == 0 || m.Book != "" && m.Book != book {
			continue
		}
		if m.Size() > a.newest.Size() {
			a.newest = m
		}
		if m.Size() > a.Size {
			continue // says only that something is missing
		}
		ok, err := fitsLog(log, head, m)
		if err != nil {
			return a, err
		}
		if ok {
			good = append(good, m)
		} else {
			bad = append(bad, m)
		}
	}
	good, bad = a.sift(good, bad)
	for _, m := range bad {
		if a.Bad == 0 || m.Size() < a.Bad {
			a.Bad, a.worst = m.Size(), m
		}
	}
	for _, m := range good {
		if a.Bad != 0 && m.Size() >= a.Bad {
			a.Odd = append(a.Odd, m)
		} else {
			a.Sound = max(a.Sound, m.Size())
		}
	}
	if n := a.newest.Size(); n > a.Size {
		a.Missing = n - a.Size
	}
	if a.Sound > 0 {
		a.Added = a.Size - a.Sound
	}
	a.Verdict = a.verdict()
	return a, nil
}

// sift takes out the marks that contradict the paper.
func (a *Answer) sift(good, bad []Mark) ([]Mark, []Mark) {
	p := a.Paper.Size()
	switch {
	case p == 0:
	case slices.Contains(good, a.Paper):
		bad, a.Odd = split(bad, func(m Mark) bool { return m.Size() <= p })
	case slices.Contains(bad, a.Paper):
		good, a.Odd = split(good, func(m Mark) bool { return m.Size() >= p })
	}
	return good, bad
}

func split(list []Mark, out func(Mark) bool) (kept, taken []Mark) {
	for _, m := range list {
		if out(m) {
			taken = append(taken, m)
		} else {
			kept = append(kept, m)
		}
	}
	return kept, taken
}

func (a Answer) verdict() Verdict {
	switch {
	case a.Bad > 0:
		return Rewritten
	case a.Missing > 0:
		return Shorter
	case a.Sound == 0:
		return Unproven
	case a.Added > 0:
		return Extended
	}
	return Same
}

// fitsLog asks whether a mark within the log fits it; where it does, that the
// log of now extends it is proven as for an outsider, hash by hash.
func fitsLog(log Log, now [32]byte, m Mark) (bool, error) {
	n, size := m.Size(), log.Size()
	root, err := rootOf(log, n)
	if err != nil {
		return false, faultTree(err)
	}
	ok, err := m.fits(Head{n, root})
	if err != nil || !ok {
		return false, err
	}
	proof, err := tlog.ProveTree(int64(size), int64(n), log)
	if err != nil {
		return false, faultTree(err)
	}
	if err := tlog.CheckTree(proof, int64(size), tlog.Hash(now), int64(n), tlog.Hash(root)); err != nil {
		return false, faultTree(err)
	}
	return true, nil
}
