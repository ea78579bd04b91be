package ledger

// Stamp is who does an act and when. ID is made by the client, 16 random bytes
// in hex: an act that comes again with the same ID is not done twice but
// answered as the first time.
type Stamp struct {
	Operator string
	Time     int64 // Unix seconds
	ID       string
}

// Plan is what an act wants changed, and how the log will tell it.
type Plan struct {
	Title   string // in Chinese, with the thing's number: 过账 2026-05-记-0017
	Reason  string // what the person gave as reason, if one was asked
	Voucher VoucherID
	Member  MemberID
	Object  string // another thing it is about: gift/12, event/3, case/5
	Changes []Change
}

// Act is something that a person does to a book. Decide reads, judges by the
// rules and returns the changes; it writes nothing. Acts are values: the store
// runs them through its one door.
type Act interface {
	Name() string // stable, language-free: voucher.post
	Decide(r Reader, by Stamp) (Plan, error)
}

// Receipt answers an act.
type Receipt struct {
	Seq      uint64 // of the log entry
	Title    string
	Voucher  VoucherID
	Ref      string // voucher number, if the voucher has one by now
	Member   MemberID
	Object   string // gift/12 …, see [Plan]
	Repeated bool   // the same ID had been done before
}

// Entry is one entry of the log.
type Entry struct {
	Seq      uint64
	ID       string
	Time     int64
	Operator string
	Act      string
	Title    string
	Reason   string
	Voucher  VoucherID
	Member   MemberID
	Object   string
	Changes  []Change
}

// Head is the state of the log: how many entries, and the root hash (hex) of
// the Merkle tree over them.
type Head struct {
	Size uint64
	Root string
}

// String prints the head as reports carry it: 1024:ab12….
func (h Head) String() string {
	if h.Size == 0 {
		return "0:"
	}
	return utoa(h.Size) + ":" + h.Root
}
