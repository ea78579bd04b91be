package sample

import "github.com/shopspring/decimal"

// Confidence is how sure an upper limit is to hold, in percent.
type Confidence int

// The levels for which factors are kept.
const (
	Confidence95 Confidence = 95
	Confidence90 Confidence = 90
	Confidence80 Confidence = 80
)

// FactorSource names the table of [Factor].
const FactorSource = "泊松分布置信系数，见 AICPA《Audit Sampling》指南“Confidence Factors for Sample Evaluation”表（误受风险 5%、10%、20%）"

// MostErrors is the number of errors up to which factors are kept; with more
// the part sampled must be examined in full anyway.
const MostErrors = 20

// Factor is the Poisson confidence factor for so many errors: the expected
// number λ with which n errors or fewer have a probability of only 1 −
// confidence, rounded up to two decimals. It matches the AICPA table; a test
// computes it anew.
func Factor(c Confidence, errors int) (decimal.Decimal, bool) {
	var row [MostErrors + 1]int64 // hundredths
	switch c {
	case Confidence95:
		row = [...]int64{300, 475, 630, 776, 916, 1052, 1185, 1315, 1444, 1571, 1697, 1821, 1945, 2067, 2189, 2310, 2431, 2550, 2670, 2788, 2907}
	case Confidence90:
		row = [...]int64{231, 389, 533, 669, 800, 928, 1054, 1178, 1300, 1421, 1541, 1660, 1779, 1896, 2013, 2130, 2246, 2361, 2476, 2591, 2705}
	case Confidence80:
		row = [...]int64{161, 300, 428, 552, 673, 791, 908, 1024, 1138, 1252, 1366, 1478, 1590, 1702, 1813, 1924, 2034, 2144, 2254, 2364, 2473}
	default:
		return decimal.Zero, false
	}
	if errors < 0 || errors > MostErrors {
		return decimal.Zero, false
	}
	return decimal.New(row[errors], -2), true
}
