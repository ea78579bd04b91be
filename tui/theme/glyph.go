package theme

// The signs. All are ASCII: box drawing and dots of every kind are drawn one
// cell wide by some Chinese terminals and two by others, and a border that
// shifts makes figures hard to read.
const (
	Marker = ">"  // before the row, choice or field in hand
	Marked = "*"  // before a row that was ticked
	More   = ".." // text was cut here
	Over   = "#"  // fills a column too narrow for its figure
	Left   = "<"  // there is more to the left
	Right  = ">"  // there is more to the right
	On     = "[x]"
	Off    = "[ ]"
	Rule   = "-"
	Side   = "|"
	Corner = "+"
	Filled = "="
	Empty  = "."
)
