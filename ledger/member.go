package ledger

// MemberID is a member's inner number; it never changes and is never used again.
type MemberID uint64

// Class of a member's post, which the dues rates depend on.
type MemberClass string

// The classes that a new book offers; a unit may write others.
const (
	Staff     MemberClass = "在编"
	Contract  MemberClass = "合同"
	Probation MemberClass = "试用"
	Retired   MemberClass = "退休"
)

// MemberClasses lists them.
func MemberClasses() []MemberClass { return []MemberClass{Staff, Contract, Probation, Retired} }

// Spell is one stretch of membership. To is the last day, 0 while it lasts.
type Spell struct {
	From Day    `cbor:"1,keyasint"`
	To   Day    `cbor:"2,keyasint,omitempty"`
	In   string `cbor:"3,keyasint,omitempty"` // 入会, 转入
	Out  string `cbor:"4,keyasint,omitempty"` // 转出, 退会, 去世
}

// Wage is the dues base from a month on.
type Wage struct {
	From  Month `cbor:"1,keyasint"`
	Post  Money `cbor:"2,keyasint"`           // 岗位工资
	Grade Money `cbor:"3,keyasint,omitempty"` // 薪级工资
}

// Stand is a member's class from a month on (retiring is a change of class).
type Stand struct {
	From  Month       `cbor:"1,keyasint"`
	Class MemberClass `cbor:"2,keyasint"`
}

// Member is one entry of the register. Lists are in order of time.
type Member struct {
	ID     MemberID `cbor:"1,keyasint"`
	No     string   `cbor:"2,keyasint"` // 编号, unique
	Name   string   `cbor:"3,keyasint"`
	Group  string   `cbor:"4,keyasint,omitempty"` // 工会小组
	Sex    string   `cbor:"5,keyasint,omitempty"`
	Born   Day      `cbor:"6,keyasint,omitempty"`
	Spells []Spell  `cbor:"7,keyasint,omitempty"`
	Stands []Stand  `cbor:"8,keyasint,omitempty"`
	Wages  []Wage   `cbor:"9,keyasint,omitempty"`
	Phone  string   `cbor:"10,keyasint,omitempty"`
	Note   string   `cbor:"11,keyasint,omitempty"`
	Lunar  bool     `cbor:"12,keyasint,omitempty"` // keeps the birthday by the lunar calendar
	Work   Day      `cbor:"13,keyasint,omitempty"` // 参加工作
	// Retires is the day of retirement, known beforehand or past.
	Retires Day        `cbor:"14,keyasint,omitempty"`
	Away    []Spell    `cbor:"15,keyasint,omitempty"` // stretches of leave; In says which: 产假, 停薪留职 …
	Into    MemberID   `cbor:"16,keyasint,omitempty"` // this entry was a double and counts as that member
	Merged  []MemberID `cbor:"17,keyasint,omitempty"` // doubles that count as this member
}

// AwayOn says what kind of leave the person is on, "" if none.
func (m *Member) AwayOn(d Day) string {
	for _, s := range m.Away {
		if d >= s.From && (s.To == 0 || d <= s.To) {
			return cmpOr(s.In, "离岗")
		}
	}
	return ""
}

// Joined is the first day of membership, 0 if unknown.
func (m *Member) Joined() Day {
	if len(m.Spells) == 0 {
		return 0
	}
	return m.Spells[0].From
}

// On reports whether the person is a member on the day. A double never is: the
// entry that it was merged into counts for the person.
func (m *Member) On(d Day) bool {
	if m.Into != 0 {
		return false
	}
	for _, s := range m.Spells {
		if d >= s.From && (s.To == 0 || d <= s.To) {
			return true
		}
	}
	return false
}

// In reports whether the person is a member on any day of the month.
func (m *Member) In(mo Month) bool {
	if m.Into != 0 {
		return false
	}
	for _, s := range m.Spells {
		if s.From <= mo.Last() && (s.To == 0 || s.To >= mo.First()) {
			return true
		}
	}
	return false
}

// ClassIn is the class in force in a month (在编 when nothing is said).
func (m *Member) ClassIn(mo Month) MemberClass {
	c := Staff
	for i, s := range m.Stands {
		if i == 0 || s.From <= mo {
			c = s.Class
		}
	}
	return c
}

// WageIn is the wage in force in a month, ok false if none is known.
func (m *Member) WageIn(mo Month) (w Wage, ok bool) {
	for _, x := range m.Wages {
		if x.From <= mo {
			w, ok = x, true
		}
	}
	return w, ok
}

// Status says in a word how the membership stands on a day: 在会, 未入会, or how
// it ended.
func (m *Member) Status(d Day) string {
	if m.On(d) {
		return "在会"
	}
	if m.Into != 0 {
		return "重复登记"
	}
	word := "未入会"
	for _, s := range m.Spells {
		if s.To != 0 && s.To < d {
			word = s.Out
			if word == "" {
				word = "已离会"
			}
		}
	}
	return word
}

// Group is a 工会小组.
type Group struct {
	Name   string   `cbor:"1,keyasint"`
	Leader MemberID `cbor:"2,keyasint,omitempty"`
	Order  int      `cbor:"3,keyasint,omitempty"`
}
