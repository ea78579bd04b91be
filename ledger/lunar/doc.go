// Package lunar is the Chinese calendar as a union needs it: lunar dates of
// calendar days and back, the days of the festivals, and birthdays.
//
// Everything comes from one table of the lunar years [FirstYear]−1 to
// [LastYear], made from the lunar-go library and compared with it day by day by
// the tests; nothing is reckoned from the sky while the program runs. The solar
// years FirstYear to LastYear are known as a whole. What lies outside the table
// gives ok=false or nothing, never a guess.
package lunar

// FirstYear and LastYear bound the solar years all of whose days are known.
const (
	FirstYear = 1901
	LastYear  = 2100
)
