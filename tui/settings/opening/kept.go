package opening

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// Values are what is typed, to be kept; fields that are empty are left out.
func (s *Sheet) Values() map[string]string {
	out := map[string]string{}
	for _, r := range s.rows {
		if t := r.debit.Text(); t != "" {
			out["d."+r.key()] = t
		}
		if t := r.credit.Text(); t != "" {
			out["c."+r.key()] = t
		}
	}
	return out
}

// SetValues takes back what Values gave.
func (s *Sheet) SetValues(values map[string]string) {
	for name, text := range values {
		side, key, ok := strings.Cut(name, ".")
		if !ok || side != "d" && side != "c" {
			continue
		}
		code, restricted := strings.CutSuffix(key, "*")
		i := slices.IndexFunc(s.rows, func(r row) bool { return r.key() == key })
		if i < 0 {
			i = s.add(ledger.Code(code), restricted, true)
		}
		if s.rows[i].usual = true; side == "d" {
			s.rows[i].debit.SetText(text)
		} else {
			s.rows[i].credit.SetText(text)
		}
	}
	s.filled()
}
