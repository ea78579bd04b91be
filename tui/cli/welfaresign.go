package cli

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// actLines are the live lines of an act that were given, by sheet.
type actLines struct {
	gift   ledger.Gift
	sheets []ledger.Sheet
	lines  []ledger.Share
	no     map[ledger.MemberID]string
	into   map[ledger.MemberID]string // the number that a merged member has now
}

func linesOf(r ledger.Reader, id ledger.GiftID) (actLines, error) {
	a := actLines{no: map[ledger.MemberID]string{}, into: map[ledger.MemberID]string{}}
	var ok bool
	if a.gift, ok = r.Gift(id); !ok {
		return a, ledger.Errf(ledger.CodeUnknown, "没有 %s 这次慰问。", id)
	}
	for x := range r.Sheets(id) {
		if !x.Live() || x.Kind == ledger.ReturnList {
			continue
		}
		a.sheets = append(a.sheets, x)
		for line := range r.Shares(x.ID) {
			a.lines = append(a.lines, line)
			if m, ok := r.Member(line.Member); ok {
				a.no[m.ID] = m.No
				if now, ok := r.Member(m.Into); m.Into != 0 && ok {
					a.into[m.ID] = now.No
				}
			}
		}
	}
	if len(a.sheets) == 0 {
		return a, ledger.Errf(ledger.CodeState, "%s 没有有效的名单。", id)
	}
	return a, nil
}

// find gives the lines of the person that a name or number means. Namesakes are
// told apart by number only.
func (a actLines) find(word string) ([]int, error) {
	word = ledger.CleanName(word)
	who := map[ledger.MemberID]bool{}
	var at []int
	for i, x := range a.lines {
		if word != "" && (x.Name == word || a.no[x.Member] == word || a.into[x.Member] == word) {
			at = append(at, i)
			who[x.Member] = true
		}
	}
	switch {
	case len(at) == 0:
		return nil, ledger.Errf(ledger.CodeUnknown, "%s 的名单里没有“%s”。", a.gift.ID, word)
	case len(who) > 1:
		var nos []string
		for _, i := range at {
			nos = append(nos, a.no[a.lines[i].Member])
		}
		return nil, ledger.Errf(ledger.CodeUnknown, "名单里有 %d 位“%s”（编号 %s），请写编号。", len(who), word, strings.Join(slices.Compact(nos), "、"))
	}
	return at, nil
}

// keyed is what the flags say of each line.
func (a actLines) keyed(o giving) (map[int]ledger.Mark, error) {
	marks := map[int]ledger.Mark{}
	var ps ledger.Problems
	put := func(word string, sign ledger.Sign, proxy string) {
		at, err := a.find(word)
		if err != nil {
			ps.Add("sign", "", ledger.CodeOf(err), "%s", err.Error())
		}
		for _, i := range at {
			if _, twice := marks[i]; twice {
				ps.Add("sign", "", ledger.CodeExists, "“%s”写了两次。", word)
				return
			}
			marks[i] = ledger.Mark{Line: a.lines[i].Line, Sign: sign, Proxy: proxy, Note: a.lines[i].Note}
		}
	}
	for _, x := range o.proxy {
		who, by, ok := strings.Cut(x, "=")
		if !ok {
			return nil, wrong("--proxy 要写成 姓名=代领人，没有看懂“%s”。", x)
		}
		put(who, ledger.ByProxy, by)
	}
	for _, w := range listed(o.uncollected) {
		put(w, ledger.Uncollected, "")
	}
	rest := ledger.Unsigned
	for _, x := range []struct {
		text string
		sign ledger.Sign
	}{{o.signed, ledger.Signed}, {o.transferred, ledger.Transferred}} {
		if x.text == "all" {
			if rest != ledger.Unsigned {
				return nil, wrong("--signed 和 --transfer 只能有一个写 all。")
			}
			rest = x.sign
			continue
		}
		for _, w := range listed(x.text) {
			put(w, x.sign, "")
		}
	}
	for i, x := range a.lines {
		if _, said := marks[i]; !said && rest != ledger.Unsigned && x.Back == 0 && x.Sign == ledger.Unsigned {
			marks[i] = ledger.Mark{Line: x.Line, Sign: rest, Note: x.Note}
		}
	}
	return marks, ps.Err()
}

func (s *session) welfareSign(id ledger.GiftID, o giving) error {
	if o.signed == "" && o.uncollected == "" && o.transferred == "" && len(o.proxy) == 0 {
		return wrong("请写明签领的结果：--signed all 或姓名，--proxy 姓名=代领人，--uncollected 姓名，--transfer 姓名。")
	}
	day, err := s.dayOr(o.date)
	if err != nil {
		return err
	}
	return s.write(func(c *clerk) error {
		var acts []ledger.Act
		if err := c.View(func(r ledger.Reader) error {
			a, err := linesOf(r, id)
			if err != nil {
				return err
			}
			marks, err := a.keyed(o)
			for _, x := range a.sheets {
				act := ledger.SignShares{Sheet: x.ID, Day: day}
				for i, line := range a.lines {
					if m, ok := marks[i]; ok && line.Sheet == x.ID {
						act.Marks = append(act.Marks, m)
					}
				}
				if len(act.Marks) > 0 {
					acts = append(acts, act)
				}
			}
			return err
		}); err != nil {
			return err
		}
		if len(acts) > 0 {
			got, err := c.DoAll(acts, c.stamp())
			if err != nil {
				return err
			}
			for _, r := range got {
				s.out("%s", r.Title)
			}
		}
		return c.View(func(r ledger.Reader) error { return s.stillOpen(r, id) })
	})
}

// stillOpen names the lines that nobody answered for.
func (s *session) stillOpen(r ledger.Reader, id ledger.GiftID) error {
	a, err := linesOf(r, id)
	if err != nil {
		return err
	}
	var open []string
	for _, x := range a.lines {
		if x.Back == 0 && (x.Sign == ledger.Unsigned || x.Sign == ledger.Uncollected) {
			open = append(open, x.Name+"（"+x.Sign.Chinese()+"）")
		}
	}
	if len(open) == 0 {
		s.out("%s 都已签领。", id)
		return nil
	}
	s.say("还有 %d 行：%s", len(open), strings.Join(open, "、"))
	return nil
}

func (s *session) welfareBack(id ledger.GiftID, o giving) error {
	day, err := s.dayOr(o.date)
	if err != nil {
		return err
	}
	if o.uncollected == "" {
		return wrong("请用 --uncollected 写明哪些人没有领。")
	}
	return s.write(func(c *clerk) error {
		post := o.post || c.single && o.account != ""
		reviewer, err := c.posting(post, o.reviewer)
		if err != nil {
			return err
		}
		var acts []ledger.Act
		if err := c.View(func(r ledger.Reader) error {
			a, err := linesOf(r, id)
			if err != nil {
				return err
			}
			marks, err := a.keyed(giving{uncollected: o.uncollected})
			for _, x := range a.sheets {
				act := ledger.TakeBack{Sheet: x.ID, Day: day, Money: ledger.Code(o.account), Why: o.reason, Post: post, Reviewer: reviewer}
				for i, line := range a.lines {
					if _, ok := marks[i]; ok && line.Sheet == x.ID {
						act.Lines = append(act.Lines, line.Line)
					}
				}
				if len(act.Lines) > 0 {
					acts = append(acts, act)
				}
			}
			return err
		}); err != nil {
			return err
		}
		return s.doAll(c, acts)
	})
}

func (s *session) welfareBook(id ledger.GiftID, o giving) error {
	day, err := s.dayOr(o.date)
	if err != nil {
		return err
	}
	if o.account == "" {
		return wrong("请用 --account 写明钱从哪里付，例如 102。")
	}
	return s.write(func(c *clerk) error {
		post := o.post || c.single
		reviewer, err := c.posting(post, o.reviewer)
		if err != nil {
			return err
		}
		var acts []ledger.Act
		if err := c.View(func(r ledger.Reader) error {
			g, ok := r.Gift(id)
			switch {
			case !ok:
				return ledger.Errf(ledger.CodeUnknown, "没有 %s 这次慰问。", id)
			case g.Payer == ledger.BySchool:
				return ledger.Errf(ledger.CodeState, "%s 由学校出钱，不进工会的账，只留名单。", id)
			}
			for _, x := range ledger.Unbooked(r) {
				if x.Gift == id {
					acts = append(acts, ledger.BookSheet{Sheet: x.ID, Day: day, Money: ledger.Code(o.account), Post: post, Reviewer: reviewer})
				}
			}
			return nil
		}); err != nil {
			return err
		}
		if len(acts) == 0 {
			return ledger.Errf(ledger.CodeState, "%s 的名单都已有凭证，没有要记账的。", id)
		}
		return s.doAll(c, acts)
	})
}

// doAll does several acts as one and tells of each.
func (s *session) doAll(c *clerk, acts []ledger.Act) error {
	got, err := c.DoAll(acts, c.stamp())
	if err != nil {
		return err
	}
	for _, r := range got {
		if r.Voucher != 0 && r.Ref == "" {
			s.say("凭证已成草稿，还要审核过账。")
		}
		s.out("%s", r.Title)
	}
	return nil
}
