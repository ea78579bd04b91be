package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// JudgeGift holds a welfare act against the rules of its own day, as the table
// stood at the moment made (Unix seconds), person by person. shares are the
// lines to be judged (Amount 0 is Gift.Each); lines with a Sheet that the book has
// already (a changed list, or an old act judged again) take the place of what
// the book says of that sheet, all other live lines of the same persons count
// beside them. Verdicts come in the order of the list, those about the whole
// act first.
//
// Of an act that the book does not have yet every row of the table counts. For
// an old act pass its own Made: rows and lists that came later change nothing.
func JudgeGift(r Reader, g *Gift, shares []Share, made int64) []Verdict {
	j := newJudge(r, g.Day, latest(made, g.ID == 0 || g.ID > r.LastGift()))
	shares = slices.Clone(shares)
	for i := range shares {
		s := &shares[i]
		if s.Sheet != 0 {
			j.own[s.Sheet] = true
		}
		if s.Amount == 0 {
			s.Amount = g.Each
		}
	}
	o, ok := j.byOcc[g.Occasion]
	if !ok {
		o = Occasion{ID: g.Occasion, Name: g.Occasion}
	}
	c := &giftCase{judge: j, g: g, o: o}
	c.collect(shares)
	c.judgeForm()
	c.judgePurpose(len(shares))
	c.judgePool()
	for i := range shares {
		c.judgeLine(&shares[i])
	}
	for _, t := range c.order {
		c.judgeTally(t)
	}
	if g.Event != 0 {
		c.judgePrizes(shares)
	}
	return j.out
}

// giftCase is one act under judgement.
type giftCase struct {
	*judge
	g     *Gift
	o     Occasion
	order []*tally
	byKey map[string]*tally
	seen  map[string]bool
	kin   map[MemberID][]Share // the lines of this act, by member, where it is about kin
}

// tally is what one person gets in this act under one subject.
type tally struct {
	who     judged
	member  MemberID
	name    string
	subject Subject
	amount  Money
	year    []Given // live lines of the calendar year, of other lists
	fetched bool
}

func (c *giftCase) key(s *Share) string { return c.personKey(s.Member, s.Name) }

func (c *giftCase) collect(shares []Share) {
	c.byKey, c.seen = make(map[string]*tally, len(shares)), make(map[string]bool, len(shares))
	c.kin = map[MemberID][]Share{}
	for i := range shares {
		s := &shares[i]
		subject := c.subject(c.g.Occasion, c.g.Event, s.Team)
		k := c.key(s) + "/" + string(subject)
		t := c.byKey[k]
		if t == nil {
			t = &tally{who: c.person(s.Member), member: s.Member, name: s.Name, subject: subject}
			if s.Member == 0 {
				t.who = judged{}
			}
			c.byKey[k] = t
			c.order = append(c.order, t)
		}
		t.amount += s.Amount
		if c.o.Kin && t.who.ok {
			c.kin[t.who.root.ID] = append(c.kin[t.who.root.ID], *s)
		}
	}
}

// yearOf are the person's lines of the act's calendar year.
func (c *giftCase) yearOf(t *tally) []Given {
	if !t.fetched && t.who.ok {
		t.year = c.given(t.who, DayOf(c.g.Day.Year(), 1, 1), DayOf(c.g.Day.Year(), 12, 31))
	}
	t.fetched = true
	return t.year
}

// judgeForm judges what is handed over, once for the act, and the papers.
func (c *giftCase) judgeForm() {
	for _, x := range c.rules {
		if !slices.ContainsFunc(c.order, func(t *tally) bool { return x.covers(t.subject, c.o.ID) }) {
			continue
		}
		if x.Form != "" && c.g.Form != "" && !slices.Contains(strings.Fields(x.Form), string(c.g.Form)) {
			c.say(x, 0, "", 0, fmt.Sprintf("%s的形式是%s，规定限%s", c.o.Name, c.g.Form.Chinese(), FormsText(x.Form)))
		}
		for _, e := range x.Evidence {
			if !slices.ContainsFunc(c.g.Proofs, func(p ProofItem) bool { return p.Name == e && p.Seen }) {
				x := x
				x.Severity = SevNote // papers may follow; what is missing is named until they come
				c.say(x, 0, "", 0, "还没有看到证明材料：“"+e+"”")
			}
		}
	}
}

// manyOther is from how many persons on a gift without a named occasion is
// taken for a gift to all.
const manyOther = 10

// judgePurpose judges why it is given: 三八 and its like, gifts for all without
// a festival, words the union does not pay for.
func (c *giftCase) judgePurpose(lines int) {
	if c.o.Asks {
		switch {
		case c.g.Payer == BySchool:
			x := builtIn("G05")
			x.Severity = SevNote
			c.say(x, 0, "", 0, c.o.Name+"由学校出资，不进工会账；这里只留名单，不要再用工会的钱付款")
		case c.g.Payer == ByActivity && c.g.Event == 0:
			c.say(builtIn("G05"), 0, "", 0, c.o.Name+"按活动办理，但没有挂到一个活动上；请先建活动，按纪念品发")
		case c.g.Payer != ByActivity:
			c.say(builtIn("G05"), 0, "", 0, c.o.Name+"不是规定的年节，直接发慰问品不合规定")
		}
	}
	if c.o.ID == "other" && c.g.Event == 0 && len(c.order) >= manyOther {
		c.say(builtIn("G05"), 0, "", 0, fmt.Sprintf("“其他慰问”一次发给 %d 人，等于年节以外普遍发放", len(c.order)))
	}
	for _, w := range c.p.Banned {
		if w != "" && (strings.Contains(c.g.Item, w) || strings.Contains(c.g.Title, w)) {
			c.say(builtIn("G14"), 0, "", 0, "名称或物品里有“"+w+"”")
		}
	}
}

// judgeLine judges who gets it.
func (c *giftCase) judgeLine(s *Share) {
	if s.Amount <= 0 && s.Of != 0 {
		return // what comes back is owed by nobody
	}
	c.judgeMember(s)
	if k := c.key(s) + "/" + s.Relation + "/" + CleanName(s.Kin) + "/" + s.Level; c.o.ID != "prize" {
		if c.seen[k] {
			c.say(builtIn("G03"), s.Member, s.Name, s.Amount, "名单里出现两次")
		}
		c.seen[k] = true
	}
	switch {
	case s.Relation != "" && !KinAllowed(s.Relation):
		c.say(builtIn("G04"), s.Member, s.Name, 0, "亲属关系是“"+brief(s.Relation)+"”，不在配偶、父母、子女之内")
	case s.Relation != "" && !c.o.Kin && c.o.ID != "children" && !KinSelf(s.Relation):
		c.say(builtIn("G04"), s.Member, s.Name, 0, c.o.Name+"只慰问会员本人，名单写的是亲属（"+brief(s.Relation)+"）")
	case s.Relation == "" && c.o.ID == "death_kin":
		x := builtIn("G04")
		x.Severity = SevNote
		c.say(x, s.Member, s.Name, 0, "没有写去世的是哪位亲属，请补上（配偶、父母、子女）")
	}
}

func (c *giftCase) judgeMember(s *Share) {
	if s.Member == 0 {
		if c.g.Event != 0 {
			c.say(builtIn("G11"), 0, s.Name, s.Amount, "不是会员")
		} else {
			c.say(builtIn("G01"), 0, s.Name, s.Amount, "会员名册里没有这个人")
		}
		return
	}
	x := c.person(s.Member)
	switch {
	case !x.ok:
		c.say(builtIn("G01"), s.Member, s.Name, s.Amount, "会员名册里没有这个人")
	case !c.on(x, c.g.Day) && !c.remembered(x):
		c.say(builtIn("G01"), s.Member, s.Name, s.Amount, fmt.Sprintf("%s不是会员（%s）", c.g.Day, statusText(x.root, c.g.Day)))
	}
}

// remembered reports whether a former member may be meant: a member who died,
// survivors of one, and who left by retiring.
func (c *giftCase) remembered(x judged) bool {
	for _, s := range x.root.Spells {
		if s.To == 0 || s.To > c.g.Day {
			continue
		}
		switch c.o.ID {
		case "death_member", "survivor":
			return strings.Contains(s.Out, "去世")
		case "retirement":
			return strings.Contains(s.Out, "退休")
		}
	}
	return false
}

// statusText says how the membership stands and since when.
func statusText(m Member, d Day) string {
	for _, s := range m.Spells {
		if s.From > d {
			return s.From.String() + " 才入会"
		}
		if s.To != 0 && s.To < d && m.Status(d) == cmpOr(s.Out, "已离会") {
			return s.To.String() + " " + cmpOr(s.Out, "离会")
		}
	}
	return m.Status(d)
}

// sameKin reports whether two lines may be about the same one of the kin: the
// name tells, else the relation; where neither was written nobody can tell them
// apart.
func sameKin(a, b Share) bool {
	if x, y := CleanName(a.Kin), CleanName(b.Kin); x != "" && y != "" {
		return x == y
	}
	x, y := kinWord(a.Relation), kinWord(b.Relation)
	return x == y || x == "" || y == ""
}

// kinWord brings the words for one relation to one.
func kinWord(relation string) string {
	for word, also := range map[string][]string{"父亲": {"父", "爸爸"}, "母亲": {"母", "妈妈"}, "配偶": {"丈夫", "妻子", "爱人", "夫", "妻"},
		"儿子": {"子"}, "女儿": {"女"}, "子女": {"孩子"}} {
		if slices.Contains(also, relation) {
			return word
		}
	}
	return relation
}

// KinSelf reports whether the relation says the member's own person.
func KinSelf(relation string) bool { return relation == "本人" || relation == "自己" }

// KinAllowed reports whether a relation is one of spouse, parents, children.
func KinAllowed(relation string) bool {
	return KinSelf(relation) || slices.Contains([]string{"配偶", "丈夫", "妻子", "爱人", "夫", "妻", "父母", "父亲", "母亲", "父", "母", "爸爸", "妈妈",
		"子女", "儿子", "女儿", "子", "女", "长子", "次子", "长女", "次女", "养子", "养女", "养父", "养母", "继父", "继母", "继子", "继女", "孩子"}, relation)
}
