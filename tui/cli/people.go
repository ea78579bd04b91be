package cli

import (
	"strings"

	"huizhang/ledger"
)

// crowd finds members for rows of a file: by number, else by a name that only
// one member has.
type crowd struct {
	byNo   map[string]ledger.Member
	byName map[string][]ledger.Member
}

func crowdOf(r ledger.Register) *crowd {
	c := &crowd{map[string]ledger.Member{}, map[string][]ledger.Member{}}
	for m := range r.Members() {
		c.byNo[m.No] = m
		c.byName[m.Name] = append(c.byName[m.Name], m)
	}
	return c
}

// find gives the member that number and name mean. ok false without an error
// means that there is none.
func (c *crowd) find(no, name string) (m ledger.Member, ok bool, err error) {
	name = ledger.CleanName(name)
	if no != "" {
		m, ok = c.byNo[no]
		return m, ok, nil
	}
	switch same := c.byName[name]; len(same) {
	case 0:
		return m, false, nil
	case 1:
		return same[0], true, nil
	default:
		var nos []string
		for _, m := range same {
			nos = append(nos, m.No)
		}
		return m, false, ledger.Errf(ledger.CodeUnknown, "名册里有 %d 位“%s”（编号 %s），请填编号。", len(same), name, strings.Join(nos, "、"))
	}
}

// must is find for files that may only name members of the register.
func (c *crowd) must(no, name string) (ledger.Member, error) {
	m, ok, err := c.find(no, name)
	switch {
	case err != nil:
		return m, err
	case !ok:
		return m, ledger.Errf(ledger.CodeUnknown, "名册里没有“%s”；请核对，或先登记会员。", strings.TrimSpace(no+" "+name))
	case name != "" && no != "" && m.Name != ledger.CleanName(name):
		return m, ledger.Errf(ledger.CodeBadValue, "编号 %s 是“%s”，不是“%s”；请核对。", no, m.Name, name)
	}
	return m, nil
}
