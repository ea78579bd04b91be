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
	var words []string
	add := func(s string) {
		if s != "" && (len(words) == 0 || words[len(words)-1] != s) {
			words = append(words, s)
		}
	}
	add(v.Ref())
	if v.Number > 0 {
		add(v.Short())
	}
	add(v.Payee)
	for _, l := range v.Lines {
		add(l.Summary)
	}
	var latin []string
	last := ""
	for _, w := range append([]string{v.Payee}, summaries(v)...) {
		if w != last {
			latin = append(latin, pinyin.Initials(w))
		}
		last = w
	}
	for _, l := range v.Lines {
		add((l.Debit + l.Credit).String())
	}
	return strings.ToLower(ledger.FoldWidth(strings.Join(words, " ")) + " " + strings.Join(latin, " "))
}

func summaries(v ledger.Voucher) []string {
	out := make([]string, len(v.Lines))
	for i, l := range v.Lines {
		out[i] = l.Summary
	}
	return out
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
