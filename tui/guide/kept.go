package guide

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// steps are the names of the pages behind the first.
func steps() []string { return []string{"单位", "人员", "期初余额", "会员", "建账"} }

func (s *Screen) keptTitle() string {
	name := s.founded().Name
	if name == "" {
		name = "还没有写名称"
	}
	return fmt.Sprintf("建账：%s，填到第 %d 步（%s）", name, s.page, steps()[s.page-1])
}

// values are everything that was typed, on all pages.
func (s *Screen) values() map[string]string {
	out := map[string]string{"page": strconv.Itoa(int(s.page)), "later": flag(s.later), "single": s.single.Text(), "book": s.bookID, "stamp": s.stamp.ID}
	for k, v := range s.unit.Values() {
		out["unit."+k] = v
	}
	for i, p := range s.persons {
		if p.name.Text() == "" && i > 0 {
			continue
		}
		out[personField(i)] = p.name.Text()
		for k, c := range p.roles {
			out[fmt.Sprintf("%s.%d", personField(i), k)] = c.Text()
		}
	}
	for k, v := range s.sheet.Values() {
		out["opening."+k] = v
	}
	out["members"] = s.members.Values()["members"]
	return out
}

func flag(on bool) string {
	if on {
		return "1"
	}
	return ""
}

// resume fills in what was kept and turns to the page that was in hand. A
// summary is shown again only after its pages were checked anew.
func (s *Screen) resume() {
	if s.kept == nil {
		return
	}
	v := s.kept.Values
	part := func(prefix string) map[string]string {
		out := map[string]string{}
		for k, text := range v {
			if rest, ok := strings.CutPrefix(k, prefix); ok {
				out[rest] = text
			}
		}
		return out
	}
	s.unit.SetValues(part("unit."))
	s.single.SetText(v["single"])
	s.later = v["later"] != ""
	if v["book"] != "" && v["stamp"] != "" {
		s.bookID, s.stamp = v["book"], ledger.Stamp{ID: v["stamp"]}
	}
	var persons []*person
	for i := range mostPersons {
		name, ok := v[personField(i)]
		if !ok {
			continue
		}
		p := newPerson(name)
		for k, c := range p.roles {
			c.SetText(v[fmt.Sprintf("%s.%d", personField(i), k)])
		}
		persons = append(persons, p)
	}
	s.setPersons(persons)
	s.sheet.SetValues(part("opening."))
	s.members.SetValues(map[string]string{"members": v["members"]})
	n, _ := strconv.Atoi(v["page"])
	s.page = min(max(page(n), pageUnit), pageMembers)
	s.kept = nil
	s.last = s.values()
}
