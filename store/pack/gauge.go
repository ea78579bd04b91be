package pack

// gauge makes one measure of many: every part of the work counts for itself,
// people want to know how far the whole is. It never goes back.
type gauge struct {
	tell   teller
	lo, hi int // of a thousand: where the part at work begins and ends
	last   int
}

// part begins a part.
func (g *gauge) part(lo, hi int) { g.lo, g.hi = lo, hi }

// hear takes what a part tells and tells it in hundredths of the whole.
func (g *gauge) hear(done, total int, what string) bool {
	at := g.lo
	if total > 0 {
		at += int(int64(g.hi-g.lo) * int64(min(done, total)) / int64(total))
	}
	g.last = max(g.last, at)
	return g.tell.goOn(g.last/10, 100, what)
}

// Where the parts end, of a thousand, as a book of many vouchers takes its time.
const (
	copied  = 50
	booked  = 90
	filed   = 150
	posted  = 160
	told    = 640
	audited = 690
	ruled   = 700
	logged  = 830
	filled  = 890
	whole   = 1000
)
