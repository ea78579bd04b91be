package ledger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Template turns a plain-language choice into the lines of a voucher, so that
// a treasurer need not know 借 and 贷 (domain rules §3).
type Template struct {
	ID      string // T01 …; a letter behind it for one step of several
	Group   string // where the choice is listed: 收入, 支出, 往来, 物品资产, 更正调整
	Name    string // 收到会费
	Hint    string
	Summary string // offered as summary
	Asks    []AmountAsk
	Lines   []TemplateLine
}

// AmountAsk is an amount the template asks for. With Share it is offered as
// that share of the first amount ("up": the unit's share for the higher union).
type AmountAsk struct {
	Key, Label string
	Share      string
}

// TemplateLine is one line. Under lists the accounts it may be on (any leaf
// below one of them, or the account above where the book has not got it); a
// single leaf needs no choice. Amount is a key of Asks, or two of them: "a-up",
// "a+freight".
type TemplateLine struct {
	Debit      bool
	Label      string // what the account choice is called, empty if there is none
	Under      []Code
	Amount     string
	Restricted Flag
	Trust      bool // cash and bank accounts of money held for others, not the union's own
}

// Flag says whether a line of a template is 专项.
type Flag byte

// The flags: never, always, or as the user says.
const (
	NotRestricted Flag = iota
	AlwaysRestricted
	AskRestricted
)

// Choices lists the accounts that a template line may be on in this chart:
// leaves below one of Under, in that order. Optional parts that the book has
// not got (13101, 13102) are booked on the account above.
func (l TemplateLine) Choices(chart []Account) []Account {
	var out []Account
	trust := Trust(chart)
	for _, u := range l.Under {
		if _, ok := inChart(chart, u); !ok && u.Level() > 1 && IsLeaf(chart, u.Parent()) {
			u = u.Parent()
		}
		for _, a := range chart {
			if !a.Code.Under(u) || a.Off || !IsLeaf(chart, a.Code) {
				continue
			}
			kept := slices.ContainsFunc(trust, func(c Code) bool { return a.Code.Under(c) })
			if t := u.Top(); kept == l.Trust || t != "101" && t != "102" {
				out = append(out, a)
			}
		}
	}
	return out
}

// Missing says in Chinese what this chart lacks for the template, "" if nothing.
func (t Template) Missing(chart []Account) string {
	for _, l := range t.Lines {
		if len(l.Choices(chart)) > 0 || len(l.Under) == 0 {
			continue
		}
		if s, ok := StandardOf(l.Under[0]); ok && !l.Trust {
			return "先在“科目”里启用 " + s.Title()
		}
		return "先在“科目”里给 101 或 102 增加名称为“代管经费”的明细"
	}
	return ""
}

// Answers are what the user filled in: amounts by key, accounts by line.
type Answers struct {
	Summary    string
	Amounts    map[string]Money
	Accounts   map[int]Code // by index into Lines; not needed where there is one choice
	Restricted bool
}

// Offer computes an amount that a template offers from the first one, 0 if it
// offers none.
func (t Template) Offer(key string, first Money, u Unit) Money {
	for _, a := range t.Asks {
		if a.Key == key && a.Share == "up" {
			if share, err := decimal.NewFromString(u.ShareUp); err == nil {
				m, err := FromYuan(first.Decimal().Mul(share))
				if err == nil {
					return m
				}
			}
		}
	}
	return 0
}

// Build makes the voucher's lines. Lines that come out as zero are left out.
func (t Template) Build(chart []Account, in Answers) ([]Line, Problems) {
	var ps Problems
	var out []Line
	for i, a := range t.Asks {
		if in.Amounts[a.Key] == 0 && i == 0 {
			ps.Add("amount-"+a.Key, a.Label, CodeRequired, "请填写%s。", a.Label)
		}
		if in.Amounts[a.Key] < 0 {
			ps.Add("amount-"+a.Key, a.Label, CodeBadAmount, "%s不能是负数。", a.Label)
		}
	}
	for i, l := range t.Lines {
		amount, sum := in.amount(l.Amount)
		if amount < 0 {
			ps.Add("amount-"+sum, "", CodeBadAmount, "金额不能大于%s。", t.Asks[0].Label)
		}
		code := in.Accounts[i]
		if choices := l.Choices(chart); code == "" && len(choices) == 1 {
			code = choices[0].Code
		} else if code == "" && amount != 0 {
			ps.Add(fmt.Sprintf("account-%d", i), l.Label, CodeRequired, "请选择%s。", cmpOr(l.Label, "科目"))
		} else if code != "" && !slices.ContainsFunc(choices, func(a Account) bool { return a.Code == code }) {
			ps.Add(fmt.Sprintf("account-%d", i), l.Label, CodeBadValue, "“%s”不能用在这里。", code)
		}
		if amount == 0 {
			continue
		}
		line := Line{Summary: in.Summary, Account: code}
		line.Restricted = l.Restricted == AlwaysRestricted || l.Restricted == AskRestricted && in.Restricted
		if line.Restricted && code == "32201" { // former years: 结转 and 结余 each have their adjustment
			line.Account = "32101"
		}
		line.Restricted = flagOf(line)
		if l.Debit {
			line.Debit = amount
		} else {
			line.Credit = amount
		}
		out = append(out, line)
	}
	if strings.TrimSpace(in.Summary) == "" {
		ps.Add("summary", "", CodeRequired, "请填写摘要。")
	}
	return out, ps
}

// amount works out "a", "a-b" or "a+b", and names the subtrahend.
func (in Answers) amount(expr string) (Money, string) {
	if a, b, plus := strings.Cut(expr, "+"); plus {
		return in.Amounts[a] + in.Amounts[b], b
	}
	a, b, minus := strings.Cut(expr, "-")
	if !minus {
		return in.Amounts[a], a
	}
	return in.Amounts[a] - in.Amounts[b], b
}

func cmpOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// AsksRestricted reports whether the user must say if the money is 专项.
func (t Template) AsksRestricted() bool {
	return slices.ContainsFunc(t.Lines, func(l TemplateLine) bool { return l.Restricted == AskRestricted })
}
