package ledger

// Packer makes audit packs, opens them, and carries what the auditor found back
// to the treasurer's book; package store/pack keeps one. A pack is one file for
// a stick: the whole book, its attachments, and everything as tables that can be
// read without this program.
type Packer interface {
	PackMaker
	PackOpener
	Courier
}

// PackMaker makes audit packs.
type PackMaker interface {
	// Pack packs the book at path into a new file and reads that back before it
	// gives it its name. Tell may be nil; false from it stops, and nothing is left.
	Pack(path, out string, o PackOrder, tell func(done, total int, what string) bool) (PackList, error)
}

// PackOrder is what a pack is made with.
type PackOrder struct {
	By         string
	At         int64 // Unix seconds
	Today      Day
	Force      bool   // take the place of an existing file
	Passphrase string // "": the pack is not encrypted
}

// PackList is what became of a pack.
type PackList struct {
	Path    string
	Head    Head
	Files   int
	Bytes   int64
	Items   []PackItem // what an audit asks for (domain rules §18.2)
	Missing []Problem  // attachments that were lost or changed before
}

// PackItem is a thing that an audit asks for, and whether the pack has it.
type PackItem struct {
	Name string
	In   bool
	Text string // where it is, or what to bring instead
}

// PackOpener opens audit packs.
type PackOpener interface {
	// Packed tells an audit pack from other files, and whether it is encrypted.
	Packed(path string) (is, locked bool)
	// Unpack proves the pack and places its book in a new folder, where it takes
	// nothing but the audit committee's own acts. It tells where the book lies.
	Unpack(path, folder, passphrase string, tell func(done, total int, what string) bool) (book string, err error)
	// Prove checks every file of the pack and the book in it as deeply as
	// [Shelf.Verify] does, and holds it against the paper.
	Prove(path, passphrase string, paper PaperMark, tell func(done, total int, what string) bool) (Proof, error)
}

// Courier carries findings from the auditor's copy to the treasurer's book.
type Courier interface {
	// SendFindings writes what the auditor did in his copy since the pack into a
	// new file, signed with his key.
	SendFindings(b Book, o FindingsOrder) (FindingsList, error)
	// ReadFindings reads such a file and says what the act would do to the book.
	// The act is nil when nothing in it is new.
	ReadFindings(r Reader, file string) (Act, FindingsList, error)
	// CopyOf says whether the book at path is the auditor's copy, and of what.
	CopyOf(path string) (Head, bool)
}

// FindingsOrder says who sends findings, and where to.
type FindingsOrder struct {
	Out        string
	By         string
	At         int64
	Today      Day
	Force      bool
	Passphrase string
	KeyPath    string // "": the key file on this computer; else one on a stick
}

// FindingsList counts what travels or arrives.
type FindingsList struct {
	By          string
	Fingerprint string
	Path        string
	Findings    int // new ones
	Remarks     int // on findings that are known
	Ticks       int
	Samples     int
	Work        int
	Problems    []Problem // what was not taken, and where both sides wrote
}

// Total is how many things there are.
func (l FindingsList) Total() int { return l.Findings + l.Remarks + l.Ticks + l.Samples + l.Work }
