package store

import (
	"bytes"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
)

// voucherText is what a voucher is found by: number, payee, summaries,
// amounts, and the initials of the words. One line, lower case.
func voucherText(v ledger.Voucher) string {
	text, latin := make([]byte, 0, 160), make([]byte, 0, 48)
	last := ""
	add := func(s string) {
		if s == "" || s == last {
			return
		}
		if last != "" {
			text = append(text, ' ')
		}
		text, last = append(text, s...), s
	}
	add(v.Ref())
	if v.Number > 0 {
		add(v.Short())
	}
	add(v.Payee)
	for _, l := range v.Lines {
		add(l.Summary)
	}
	for _, l := range v.Lines {
		add((l.Debit + l.Credit).String())
	}
	spelled := ""
	spell := func(s string) {
		if s != spelled {
			latin = append(append(latin, ' '), pinyin.Initials(s)...)
		}
		spelled = s
	}
	spell(v.Payee)
	for _, l := range v.Lines {
		spell(l.Summary)
	}
	if len(latin) == 0 {
		latin = append(latin, ' ')
	}
	return strings.ToLower(ledger.FoldWidth(string(text)) + string(latin))
}

// memberText is what a member is found by: number, name, group, phone, and
// every spelling of the name.
func memberText(m ledger.Member) string {
	full, initials := pinyin.Name(m.Name)
	words := append([]string{m.No, m.Name, m.Group, m.Phone}, full...)
	return strings.ToLower(ledger.FoldWidth(strings.Join(append(words, initials...), " ")))
}

// query splits what was typed into lower-case words; thousands separators in
// amounts do not matter.
func query(q string) (words [][]byte) {
	for w := range strings.FieldsSeq(strings.ToLower(ledger.FoldWidth(q))) {
		if plain := strings.ReplaceAll(w, ",", ""); strings.Trim(plain, "0123456789.-") == "" {
			w = plain
		}
		words = append(words, []byte(w))
	}
	return words
}

func matches(text []byte, words [][]byte) bool {
	for _, w := range words {
		if !bytes.Contains(text, w) {
			return false
		}
	}
	return true
}
