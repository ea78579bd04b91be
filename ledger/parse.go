package ledger

import (
	"strings"

	"github.com/shopspring/decimal"
)

// maxDigits bounds the digits of an amount before anything is computed.
const maxDigits = 16

// badAmount is the one text for an amount that cannot be read.
func badAmount(s string) error {
	return Errf(CodeBadAmount, "“%s”不是有效金额：最多两位小数，不用科学记数。", brief(s))
}

// brief makes foreign text fit into a message.
func brief(s string) string {
	rs := []rune(Plain(s))
	if len(rs) > 24 {
		return string(rs[:24]) + "…"
	}
	return string(rs)
}

// foldInput prepares typed or imported text for the parsers; text with hidden
// characters is refused, because what would be read is not what is seen.
func foldInput(s string) (string, bool) {
	t, hidden := Clean(s)
	return strings.TrimSpace(FoldWidth(t)), !hidden
}

// ParseMoney reads an amount from a file: 1234.5, 1,234.50, -12.00, full-width
// digits, with ¥ before or 元 after it. 13.02万元 is read when it comes to
// whole fen; approximate words are refused, because a book holds exact figures.
func ParseMoney(s string) (Money, error) {
	t, ok := foldInput(s)
	if !ok {
		return 0, badAmount(s)
	}
	t = foldAmount(t)
	if t == "" {
		return 0, Errf(CodeBadAmount, "没有填金额；请写成 1234.50 这样的数。")
	}
	if w := vagueWord(t); w != "" {
		return 0, Errf(CodeBadAmount, "“%s”里有“%s”，不是准确的数；请写成 130200.00 这样的数。", brief(s), w)
	}
	if w := firstOf(t, "亿", "千", "百", "十", "角", "分"); w != "" {
		return 0, Errf(CodeBadAmount, "“%s”用了“%s”作单位；请写成以元为单位的数，例如 1234.50。", brief(s), w)
	}
	neg, digits, wan := undress(t)
	d, ok := plainNumber(digits)
	if !ok {
		return 0, badAmount(s)
	}
	if wan {
		d = d.Shift(4)
	}
	if wan && !d.Shift(2).IsInteger() {
		return 0, Errf(CodeBadAmount, "“%s”换成元后多于两位小数；请写成 130200.00 这样的数。", brief(s))
	}
	if !d.Shift(2).IsInteger() {
		return 0, badAmount(s)
	}
	if neg {
		d = d.Neg()
	}
	return FromYuan(d)
}

// foldAmount maps the signs that only inside an amount mean something else.
func foldAmount(s string) string {
	return strings.NewReplacer("。", ".", "−", "-", "﹣", "-", "﹢", "+", "、", ",").Replace(s)
}

// vagueWord finds a word that makes an amount approximate.
func vagueWord(s string) string {
	return firstOf(s, "大约", "大概", "约", "左右", "上下", "以上", "以下", "以内", "不足", "不到", "超过", "超", "近", "多", "余", "几", "来", "~", "≈")
}

func firstOf(s string, words ...string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

// undress takes sign, currency and 万 off an amount. What it does not know it
// leaves in place, where the number is then refused.
func undress(s string) (neg bool, rest string, wan bool) {
	sign := func() {
		if rest != "" && (rest[0] == '-' || rest[0] == '+') {
			neg, rest = rest[0] == '-', strings.TrimSpace(rest[1:])
		}
	}
	rest = s
	sign()
	signed := rest != s
	for _, p := range []string{"人民币", "RMB", "CNY", "¥"} {
		if t, ok := strings.CutPrefix(rest, p); ok {
			rest = strings.TrimSpace(t)
			break
		}
	}
	if !signed {
		sign()
	}
	for _, p := range []string{"元整", "元", "圆"} {
		if t, ok := strings.CutSuffix(rest, p); ok {
			rest = strings.TrimSpace(t)
			break
		}
	}
	rest, wan = strings.CutSuffix(rest, "万")
	return neg, strings.TrimSpace(rest), wan
}

// plainNumber reads digits with an optional point and optional commas exactly
// at the thousands.
func plainNumber(s string) (decimal.Decimal, bool) {
	whole, frac, point := strings.Cut(s, ".")
	if whole == "" || point && frac == "" || !grouped(&whole) || !allDigits(whole) || !allDigits(frac) {
		return decimal.Zero, false
	}
	if len(whole)+len(frac) > maxDigits {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(whole + "." + frac + "0")
	return d, err == nil
}

// grouped takes thousands separators out, if they stand where they belong.
func grouped(whole *string) bool {
	parts := strings.Split(*whole, ",")
	for i, p := range parts {
		if len(parts) > 1 && (len(p) > 3 || p == "" || i > 0 && len(p) != 3) {
			return false
		}
	}
	*whole = strings.Join(parts, "")
	return true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
