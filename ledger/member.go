package ledger

// MemberID is a member's inner number; it never changes and is never used again.
type MemberID uint64
