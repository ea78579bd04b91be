package ledger

// Notary is how screens and verbs sign and compare without knowing how keys,
// signatures and codes are made; package store/notary keeps one.
type Notary interface {
	KeyRing
	Signer
	Coder
	Witness
}

// KeyRing keeps the key files of the people who work on this computer. A key is
// known by its verifier (see [Key]); its secret half never leaves the file, and
// the file opens by the person's passphrase only.
type KeyRing interface {
	// MakeKey makes a key with its file and the act that registers it. It takes a
	// second: not for the loop of the screen. Passphrase problems come as *[Error]
	// with the field "passphrase".
	MakeKey(book, person, passphrase string) (KeyCard, Act, error)
	// FindKey shows a key and where its file lies; Path is "" when it is not on
	// this computer.
	FindKey(verifier string) KeyCard
	// CarryKey copies the key file into a folder, as on a stick, and tells the path.
	CarryKey(verifier, folder string) (string, error)
	// FetchKey takes a key file from a stick in; it asks for the passphrase,
	// because only the open key says whose it is. The act registers it.
	FetchKey(path, passphrase string) (KeyCard, Act, error)
}

// KeyCard is what may be seen of a key.
type KeyCard struct {
	Person      string
	Verifier    string
	Fingerprint string // what two people read to each other
	Path        string // of its file on this computer, "" when it is not here
}

// The occasions of a signature; they are [Signature.Kind] and, behind "sign.",
// the names of the acts.
const (
	SignDisclosure = "disclosure" // the treasurer publishes a period
	SignYear       = "year"       // the treasurer closes a year
	SignOff        = "signoff"    // the auditor signs off a month or a year
	SignHandover   = "handover"   // a term's end: who gives, who takes, who watches
)

// SignOrder says what is to be signed.
type SignOrder struct {
	Kind    string
	Period  Period
	Version int // of the notice or the paper
	By      string
	Day     Day
	Remark  string // opinion of a sign-off, one line
	KeyPath string // "": the key file on this computer; else one on a stick
}

// Terms is what a signature will say, to be shown before it is made.
type Terms struct {
	Title   string
	Figures []Figure
	Head    Head
	Verify  string // verifier of the person's key, "" when none is registered
	Refusal string // why it cannot be signed now, "" when it can
}

// Signer makes and shows signed statements.
type Signer interface {
	// Terms reads what the order would sign.
	Terms(r Reader, o SignOrder) (Terms, error)
	// Sign makes the signed statement of the book as it is and the act that keeps
	// it. It takes a second. A wrong passphrase is K01, a missing file K03.
	Sign(b Book, o SignOrder, passphrase string) (Act, error)
	// CarryNote writes a signed statement into a folder, as on a stick, and tells
	// the path: whoever keeps it can hold the book against it.
	CarryNote(s Signature, folder string) (string, error)
}

// Coder makes the short code of a state of a book, as it is printed, and the
// text of the QR code beside it. It takes some tenths of a second.
type Coder interface {
	Code(book string, p Period, h Head) (code, qr string, err error)
}

// Witness holds a book against what was kept outside of it.
type Witness interface {
	// ReadPaper takes what a person typed: the digits of a code, the text of a QR
	// code, the path of a file with one of them or with a signed statement, or that
	// of another copy of the book: a backup, the auditor's copy, an audit pack. An
	// error of code S04 says what is wrong with it.
	ReadPaper(typed string) (PaperMark, error)
	// VerifyAgainst is [Shelf.Verify], and compares with the paper.
	VerifyAgainst(path string, paper PaperMark, tell func(done, total int, what string) bool) (Proof, error)
}

// PaperMark is what was kept outside of a book, as text: a code, the text of a
// QR code or a signed statement; or Book, the path of another copy. The zero
// PaperMark is none.
type PaperMark struct{ Text, Book string }

// Comparison is what holding a book against its signatures and a paper showed.
// Verdict is one of unproven, same, extended, shorter, rewritten, other.
type Comparison struct {
	Verdict string
	Alarm   bool   // the book is not what was kept of it
	Code    string // of the message: B06, B07, B08 or ""
	Lines   []string
	Limits  []string // what the answer cannot see; belongs under every answer
	Paper   string   // what it was held against, "" when there was nothing but the book's own signatures
	Size    uint64   // entries of the book now
	Sound   uint64   // entries up to here are those of then
	Bad     uint64   // the first changed entry lies from Sound+1 to Bad; 0: none
	Added   uint64
	Missing uint64
}

// SignatureCheck is what became of a signature of the book.
type SignatureCheck struct {
	No     uint64
	Title  string // in Chinese: what was signed, by whom, when
	Holds  bool
	Text   string // why it holds or not
	Notes  []string
	Key    string // fingerprint of the key, to be read to its owner
	Person string
}
