package intake

import (
	"strings"

	"huizhang/ledger"
)

// Invoice is what the QR code of an invoice says (domain.md §15.2). Its amount
// is without tax on older invoices, so it is shown and never booked.
type Invoice struct {
	Line   int    // in the text it came from
	Kind   string // two digits: 01 专票, 04 普票, 10 电子普票, 31 and 32 数电
	Code   string // 10 or 12 digits; empty for 数电
	Number string // 8 digits; 20 for 数电
	Amount *ledger.Money
	Day    ledger.Day
	Check  string // 校验码, may be empty
}

// Key names an invoice once and for all: the 20-digit number, or code-number.
type Key string

// Key gives the key under which the invoice may be claimed once.
func (i Invoice) Key() Key {
	if i.Code == "" {
		return Key(i.Number)
	}
	return Key(i.Code + "-" + i.Number)
}

// KeyOf checks a code and a number as typed and makes the key of them.
func KeyOf(code, number string) (Key, error) {
	i := Invoice{Code: strings.TrimSpace(ledger.FoldWidth(code)), Number: strings.TrimSpace(ledger.FoldWidth(number))}
	if !i.numbered() {
		return "", ledger.Errf(ledger.CodeBadValue, "发票号码不对：数电发票是 20 位号码、没有代码；其他发票是 10 或 12 位代码加 8 位号码。")
	}
	return i.Key(), nil
}

// ParseKey reads a key as it prints.
func ParseKey(s string) (Key, error) {
	code, number, ok := strings.Cut(s, "-")
	if !ok {
		code, number = "", s
	}
	return KeyOf(code, number)
}

func (i Invoice) numbered() bool {
	if i.Code == "" {
		return digits(i.Number, 20)
	}
	return (digits(i.Code, 10) || digits(i.Code, 12)) && digits(i.Number, 8)
}

func digits(s string, n int) bool { return len(s) == n && strings.Trim(s, "0123456789") == "" }

// KindChinese names the kind.
func (i Invoice) KindChinese() string {
	switch i.Kind {
	case "01":
		return "增值税专用发票"
	case "04":
		return "增值税普通发票"
	case "08":
		return "增值税电子专用发票"
	case "10":
		return "增值税电子普通发票"
	case "31":
		return "数电发票（专用）"
	case "32":
		return "数电发票（普通）"
	}
	return "其他发票（" + i.Kind + "）"
}

// String writes the QR text again, without its closing check digits.
func (i Invoice) String() string {
	amount := ""
	if i.Amount != nil {
		amount = i.Amount.String()
	}
	return strings.Join([]string{"01", i.Kind, i.Code, i.Number, amount, strings.ReplaceAll(i.Day.String(), "-", ""), i.Check, ""}, ",")
}

// ParseInvoice reads the text of one QR code.
func ParseInvoice(s string) (Invoice, error) {
	t, hidden := ledger.Clean(s)
	f := strings.Split(ledger.FoldWidth(t), ",")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	if hidden || len(f) < 6 || len(f) > 10 || f[0] != "01" || !digits(f[1], 2) {
		return Invoice{}, ledger.Errf(ledger.CodeBadValue, "“%s”不是发票二维码的内容；应以“01,”开头，用逗号分开。也可以手工填发票号码。", short(ledger.Plain(s)))
	}
	i := Invoice{Kind: f[1], Code: f[2], Number: f[3]}
	if !i.numbered() {
		return Invoice{}, ledger.Errf(ledger.CodeBadValue, "发票号码“%s”不对：数电发票是 20 位号码、没有代码；其他发票是 10 或 12 位代码加 8 位号码。", short(strings.TrimSpace(f[2]+" "+f[3])))
	}
	if f[4] != "" {
		m, err := ledger.ParseMoney(f[4])
		if err != nil {
			return Invoice{}, err
		}
		i.Amount = &m
	}
	var err error
	if i.Day, err = ledger.ParseDay(f[5]); err != nil {
		return Invoice{}, err
	}
	if len(f) > 6 {
		i.Check = f[6]
	}
	if strings.Trim(i.Check, "0123456789") != "" || len(i.Check) > 32 {
		return Invoice{}, ledger.Errf(ledger.CodeBadValue, "发票校验码“%s”不对：应当只有数字。", short(i.Check))
	}
	return i, nil
}

// Invoices reads QR texts, one a line, as a scanner types them. The same
// invoice twice is a problem; whether a book already has it is for the book.
func Invoices(file, text string) (out []Invoice, problems []ledger.Problem) {
	t := Table{File: baseName(file)}
	var ps ledger.Problems
	seen := map[Key]int{}
	for n, l := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if strings.TrimSpace(strings.TrimPrefix(l, "\uFEFF")) == "" {
			continue
		}
		i, err := ParseInvoice(strings.TrimPrefix(l, "\uFEFF"))
		if err != nil {
			ps.Add("", t.Subject(n+1, ""), ledger.CodeOf(err), "%s", err.Error())
			continue
		}
		i.Line = n + 1
		if first := seen[i.Key()]; first != 0 {
			ps.Add("", t.Subject(n+1, ""), CodeDuplicate, "发票 %s 与第 %d 行是同一张；一张发票只能报销一次。", i.Key(), first)
			continue
		}
		seen[i.Key()] = i.Line
		out = append(out, i)
	}
	return out, ps
}
