package ledger

// Code is an account's code: three digits for the first level, two more for
// each level below.
type Code string
