package audit

import (
	"strings"

	"huizhang/ledger"
)

// discreet reports that a list tells of illness, death or need. What the checks
// say of such a list goes into working papers and questions that many may read:
// it names people by their first character only. The list itself, one key away,
// has the whole names.
func discreet(g *ledger.Gift, o ledger.Occasion) bool {
	if g.Case != 0 || g.Programme != 0 {
		return true
	}
	switch o.Subject {
	case ledger.SubHospital, ledger.SubDeathMember, ledger.SubDeathKin:
		return true
	}
	return false
}

// shade puts 张* for the names of the lines.
func shade(text string, lines []ledger.Share) string {
	for _, x := range lines {
		for _, name := range []string{x.Name, x.Kin, x.Proxy} {
			if name != "" {
				text = strings.ReplaceAll(text, name, ledger.MaskName(name))
			}
		}
	}
	return text
}
