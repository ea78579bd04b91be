package ledger

import (
	"strings"
	"unicode/utf8"
)

// spelling chooses between the ways in which the rules for bills let one
// amount be written (domain.md §16).
type spelling uint

const (
	zeroAtYi      spelling = 1 << iota // 壹拾亿零贰仟万: the last digit before 亿 is 0
	zeroAtWan                          // 壹拾万零柒仟: the last digit before 万 is 0
	zeroAtJiao                         // 柒仟元零伍角: the last digit before 元 is 0
	zeroYuan                           // 零元伍角 for 伍角
	openEnd                            // without the closing 整
	everySpelling = 1<<iota - 1

	ourSpelling = zeroAtYi | zeroAtWan
)

// Capitals writes an amount in capitals as bills want it, without 人民币:
// 1,409.50 → 壹仟肆佰零玖元伍角整, 0 → 零元整, negative amounts with 负 before.
func Capitals(m Money) string { return spell(m, ourSpelling) }

func spell(m Money, how spelling) string {
	var b strings.Builder
	u := uint64(m)
	if m < 0 {
		b.WriteString("负")
		u = -u
	}
	yuan, jiao, fen := u/100, u/10%10, u%10
	if yuan > 0 {
		spellWhole(&b, yuan, how)
		b.WriteString("元")
	} else if how&zeroYuan != 0 || u == 0 {
		b.WriteString("零元")
	}
	afterYuan := yuan > 0 || how&zeroYuan != 0
	switch {
	case jiao > 0:
		if afterYuan && yuan%10 == 0 && how&zeroAtJiao != 0 {
			b.WriteString("零")
		}
		b.WriteString(capital(jiao) + "角")
	case fen > 0 && afterYuan:
		b.WriteString("零")
	}
	if fen > 0 {
		b.WriteString(capital(fen) + "分")
	} else if how&openEnd == 0 {
		b.WriteString("整")
	}
	return b.String()
}

func capital(d uint64) string {
	return []string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}[d]
}

// spellWhole writes a number above zero.
func spellWhole(b *strings.Builder, n uint64, how spelling) {
	for _, step := range []struct {
		size uint64
		name string
		zero spelling
	}{{100_000_000, "亿", zeroAtYi}, {10_000, "万", zeroAtWan}} {
		if n < step.size {
			continue
		}
		high, low := n/step.size, n%step.size
		spellWhole(b, high, how)
		b.WriteString(step.name)
		if low == 0 {
			return
		}
		if low < step.size/10 || high%10 == 0 && how&step.zero != 0 {
			b.WriteString("零")
		}
		n = low
	}
	spellFour(b, n)
}

func spellFour(b *strings.Builder, n uint64) {
	begun, zero := false, false
	for i, place := range []uint64{1000, 100, 10, 1} {
		d := n / place % 10
		if d == 0 {
			zero = begun
			continue
		}
		if zero {
			b.WriteString("零")
		}
		begun, zero = true, false
		b.WriteString(capital(d) + []string{"仟", "佰", "拾", ""}[i])
	}
}

// ParseCapitals reads an amount in capitals: 元 or 圆, 整 or 正, with or without
// 人民币 before it, and every place of 零 that the rules allow. Anything else is
// refused; where the amount can be guessed, the error shows its right form.
func ParseCapitals(s string) (Money, error) {
	t, ok := foldInput(s)
	t = strings.TrimPrefix(strings.TrimSpace(strings.TrimPrefix(t, "人民币")), ":")
	t = strings.NewReplacer("圆", "元", "圓", "元", "正", "整", "貳", "贰", "參", "叁", "陸", "陆", "億", "亿", "萬", "万", "負", "负", " ", "").Replace(t)
	m, read := guessCapitals(t)
	if !ok || !read {
		return 0, Errf(CodeBadAmount, "“%s”不是大写金额；请写成“壹仟肆佰零玖元伍角整”这样。", brief(s))
	}
	if Capitals(m) == t {
		return m, nil
	}
	for how := range everySpelling + 1 {
		if spell(m, spelling(how)) == t {
			return m, nil
		}
	}
	return 0, Errf(CodeBadAmount, "“%s”的写法不规范；如果是 %s 元，应写成“%s”。", brief(s), m.Grouped(), Capitals(m))
}

// guessCapitals reads digits and units and takes no notice of 零 or order; its
// answer counts only when spelling it again gives the same text.
func guessCapitals(s string) (Money, bool) {
	s, neg := strings.CutPrefix(s, "负")
	if s == "" || utf8.RuneCountInString(s) > 60 {
		return 0, false
	}
	var total, section, digit, fen uint64
	for _, r := range s {
		switch r {
		case '拾', '佰', '仟':
			section += max(digit, 1) * map[rune]uint64{'拾': 10, '佰': 100, '仟': 1000}[r]
			digit = 0
		case '万':
			total += (section + digit) * 10_000
			section, digit = 0, 0
		case '亿':
			total = (total + section + digit) * 100_000_000
			section, digit = 0, 0
		case '元':
			fen += (total + section + digit) * 100
			total, section, digit = 0, 0, 0
		case '角':
			fen, digit = fen+digit*10, 0
		case '分':
			fen, digit = fen+digit, 0
		case '整', '零':
		default:
			i := strings.IndexRune("壹贰叁肆伍陆柒捌玖", r)
			if i < 0 {
				return 0, false
			}
			digit = uint64(i/3) + 1
		}
		if total > uint64(MaxMoney) || section > uint64(MaxMoney) || fen > uint64(MaxMoney) {
			return 0, false
		}
	}
	m := Money(fen)
	if neg {
		m = -m
	}
	return m, digit == 0 && total == 0 && section == 0
}
