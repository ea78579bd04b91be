package paper

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"huizhang/ledger"
)

// state says what a cell of an amount column holds.
type state uint8

const (
	stateBlank  state = iota // nothing, a dash
	stateNumber              // an amount
	stateBad                 // meant as an amount, but none
	stateText                // words
)

// cell is the reading of one printed amount.
type cell struct {
	state  state
	amount ledger.Money
	places int   // decimals printed
	wan    bool  // printed in 万元
	err    error // why it is bad
}

// fold prepares printed text for reading.
func fold(s string) string { return strings.TrimSpace(ledger.FoldWidth(ledger.Plain(s))) }

// squeeze takes all spaces out.
func squeeze(s string) string { return strings.Join(strings.Fields(fold(s)), "") }

func blank(s string) bool {
	return strings.Trim(s, "-—–―/\\*.·") == "" || s == "无" || s == "空"
}

// readAmount reads an amount; wan says that the column is in 万元.
func readAmount(raw string, wan bool) cell {
	t := squeeze(raw)
	if blank(t) {
		return cell{}
	}
	if !meantAsNumber(t) {
		return cell{state: stateText}
	}
	num := t
	if strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")") {
		num = "-" + t[1:len(t)-1] // bookkeepers' minus
	}
	c := cell{state: stateNumber, places: places(num), wan: wan || strings.Contains(num, "万")}
	if wan && !strings.ContainsAny(num, "万元") {
		num += "万"
	} else if wan && !strings.Contains(num, "万") {
		c.wan = false // a lone cell in yuan
	}
	m, err := ledger.ParseMoney(num)
	if err != nil {
		_, err = ledger.ParseMoney(raw)
		if err == nil {
			err = ledger.Errf(ledger.CodeBadAmount, "“%s”换成元后多于两位小数。", clip(raw))
		}
		return cell{state: stateBad, err: err}
	}
	c.amount = m
	return c
}

var numberStart = regexp.MustCompile(`^(\(?[-+−﹣]?\(?(¥|人民币|RMB|CNY)?[-+−]?|大约|大概|约|近|超过|超|不足|不到)\d`)

// notAmount matches what begins with a digit and is no amount: days and months,
// numbers of vouchers, 3/4 and 91–365天, codes with names, counts, telephones.
var notAmount = regexp.MustCompile(`^(19|20|21)\d\d([-/年]\d{1,2}|\.\d{1,2}\.)|^\d{1,2}月|^\d+[/–~]\d+|^\d+[A-Za-z]{3}|` +
	`^\d+([、人名位张件份个只筒本次项家期天号级班组届]|[^\PL元万亿仟佰拾千百十角分整余多约左右]\pL)|^\d{11,}$|^\d+%\D|^\d+:`)

func meantAsNumber(t string) bool {
	return numberStart.MatchString(t) && !strings.HasSuffix(t, "%") && !notAmount.MatchString(t)
}

func places(t string) int {
	_, frac, ok := strings.Cut(t, ".")
	n := 0
	for ok && n < len(frac) && frac[n] >= '0' && frac[n] <= '9' {
		n++
	}
	return n
}

var commaPoint = regexp.MustCompile(`^(\d{1,3}(?:,\d{3})*),(\d{2})$`)

// guess says what a misprinted amount probably was, or nothing.
func guess(raw string) string {
	t := squeeze(raw)
	if commaPoint.MatchString(t) {
		return commaPoint.ReplaceAllString(t, "$1.$2")
	}
	return ""
}

// percent is a printed percentage with its decimals.
type percent struct {
	value  decimal.Decimal // 5.88 for 5.88%
	places int32
}

var percentIn = regexp.MustCompile(`([-+−]?\d{1,9}(?:\.\d{1,9})?)%`)

// readPercent finds the one percentage in a text. bare also takes a number
// without sign.
func readPercent(raw string, bare bool) (percent, bool) {
	t := squeeze(raw)
	found := percentIn.FindAllStringSubmatch(t, 2)
	switch {
	case len(found) == 1:
		t = found[0][1]
	case len(found) > 1 || !bare || !bareNumber.MatchString(t):
		return percent{}, false
	}
	t = strings.TrimPrefix(strings.ReplaceAll(t, "−", "-"), "+")
	d, err := decimal.NewFromString(t)
	return percent{d, int32(places(t))}, err == nil
}

var bareNumber = regexp.MustCompile(`^[-+−]?\d{1,9}(\.\d{1,9})?$`)

func (p percent) String() string { return p.value.StringFixed(p.places) + "%" }

// is reports whether p is what a ÷ b comes to at the printed decimals.
func (p percent) is(a, b ledger.Money) bool {
	return b != 0 && p.value.Equal(ratio(a, b, p.places))
}

// ratio is a ÷ b in percent, rounded half away from zero.
func ratio(a, b ledger.Money, places int32) decimal.Decimal {
	return decimal.NewFromInt(int64(a)).Shift(2).DivRound(decimal.NewFromInt(int64(b)), places)
}

// like prints a percentage with the decimals of p.
func (p percent) like(d decimal.Decimal) string { return d.StringFixed(p.places) + "%" }

var whole = regexp.MustCompile(`^(\d{1,7})(?:\.0+)?(?:人次|人|名|位|件|份|个|套|盒|张|次)?$`)

// readCount reads a number of persons or things.
func readCount(raw string) (int64, bool) {
	m := whole.FindStringSubmatch(strings.ReplaceAll(squeeze(raw), ",", ""))
	if m == nil {
		return 0, false
	}
	var n int64
	for _, r := range m[1] {
		n = n*10 + int64(r-'0')
	}
	return n, true
}

// show prints an amount in the unit of the paper.
func show(m ledger.Money, wan bool) string {
	if !wan {
		return m.Grouped() + " 元"
	}
	frac := strings.TrimRight(fmt.Sprintf("%06d", (m%1_000_000).Abs()), "0")
	sign := ""
	if m < 0 {
		sign = "-"
	}
	whole := strings.TrimSuffix((m / 1_000_000 * 100).Abs().Grouped(), ".00")
	return sign + whole + "." + frac + strings.Repeat("0", max(0, 2-len(frac))) + " 万元"
}

func clip(s string) string {
	r := []rune(ledger.Plain(s))
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return string(r)
}
