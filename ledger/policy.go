package ledger

// Subject is what a cap or standard is about.
type Subject string

// The subjects (domain rules §9.6); the words are those of rule files.
const (
	SubFestival      Subject = "festival"
	SubBirthday      Subject = "birthday"
	SubMarriage      Subject = "marriage"
	SubBirth         Subject = "birth"
	SubHospital      Subject = "hospital"
	SubDeathMember   Subject = "death_member"
	SubDeathKin      Subject = "death_kin"
	SubRetirement    Subject = "retirement"
	SubPrizeSingle   Subject = "prize_single"
	SubPrizeTeam     Subject = "prize_team"
	SubPrizeShare    Subject = "prize_share"
	SubKeepsake      Subject = "keepsake"
	SubMeal          Subject = "meal"
	SubKit           Subject = "kit"
	SubOutingDay     Subject = "outing_day"
	SubOuting2D      Subject = "outing_2d"
	SubFilm          Subject = "film"
	SubPark          Subject = "park"
	SubTrainingAward Subject = "training_award"
	SubDuesTopup     Subject = "dues_topup"
	SubFestivalPool  Subject = "festival_pool"
)

// Measure says how a rule is held against what was done.
type Measure string

// The measures. A limit is yuan per person, a share (0.6667 or 2/3), a factor
// or a count.
const (
	PerMemberYear       Measure = "per_member_year"
	PerPersonEvent      Measure = "per_person_event"
	ShareOfParticipants Measure = "share_of_participants"
	ShareOfIncome       Measure = "share_of_income"
	MultipleOfDues      Measure = "multiple_of_dues"
	CountPerYear        Measure = "count_per_year"
)

// Severity says what breaking a rule demands: stop ends the act, warn needs a
// reason and a second name, note is only shown.
type Severity string

// The severities.
const (
	SevStop Severity = "stop"
	SevWarn Severity = "warn"
	SevNote Severity = "note"
)

// Rule is one row of the rule table: a cap or standard of a region for a time,
// with where it comes from. A row is never changed: saving a rule again adds a
// row with the next version, so that an old entry is judged for ever by the
// rows that were there when it was made, and by those in force on its own day.
type Rule struct {
	Row        uint64   `cbor:"1,keyasint"` // inner number of the row, in order of time
	ID         string   `cbor:"2,keyasint"`
	Version    int      `cbor:"3,keyasint"`
	Region     string   `cbor:"4,keyasint,omitempty"`
	From       Day      `cbor:"5,keyasint"`
	To         Day      `cbor:"6,keyasint,omitempty"` // 0: still in force
	Subject    Subject  `cbor:"7,keyasint"`
	Measure    Measure  `cbor:"8,keyasint"`
	Limit      string   `cbor:"9,keyasint,omitempty"`  // decimal or a/b; empty: only the form counts
	Form       string   `cbor:"10,keyasint,omitempty"` // forms allowed, by spaces: "goods coupon"; empty: any
	Evidence   []string `cbor:"11,keyasint,omitempty"` // what must be seen: 结婚证
	Severity   Severity `cbor:"12,keyasint"`
	Basis      string   `cbor:"13,keyasint,omitempty"`
	Source     string   `cbor:"14,keyasint,omitempty"`
	Confidence string   `cbor:"15,keyasint,omitempty"` // A, B, C, G: see ConfidenceText
	On         bool     `cbor:"16,keyasint,omitempty"`
	Made       int64    `cbor:"17,keyasint"` // Unix seconds
	By         string   `cbor:"18,keyasint,omitempty"`
	// Only narrows the rule to some occasions, by spaces: "spring". Then it is
	// the occasion that counts, not the subject.
	Only string `cbor:"19,keyasint,omitempty"`
}

// Verdict is one rule broken by one person's line, or by the whole act (Member
// 0 and no name).
type Verdict struct {
	Rule   Rule
	Member MemberID
	Name   string
	Text   string // the whole sentence: who, what, how much over, and what is demanded
	Over   Money  // how far over the limit, when that is an amount
}

// Practice is how this union does things where the rules leave a choice; there
// is one in a book.
type Practice struct {
	Region    string     `cbor:"1,keyasint,omitempty"` // the region whose rules were confirmed
	Hospital  Code       `cbor:"2,keyasint,omitempty"` // account of gifts on illness, "" is 50105
	LeapMonth bool       `cbor:"3,keyasint,omitempty"` // lunar birthdays of a leap month: in the leap month when the year has it
	Festivals []Festival `cbor:"4,keyasint,omitempty"` // local ones, by an autonomous region's government or above
	Costing   string     `cbor:"5,keyasint,omitempty"` // how stock is valued: average (also when empty) or fifo
	SpareRows int        `cbor:"6,keyasint,omitempty"` // empty rows at the end of a sign-for sheet
	Places    []string   `cbor:"7,keyasint,omitempty"` // places not to go to, if the union loaded a list
	Banned    []string   `cbor:"8,keyasint,omitempty"` // words in a purpose that the union does not pay for
}

// Festival is a local festival with gifts.
type Festival struct {
	ID    string `cbor:"1,keyasint"` // local-1 …
	Name  string `cbor:"2,keyasint"`
	Month int    `cbor:"3,keyasint"`
	Dom   int    `cbor:"4,keyasint"`
	Lunar bool   `cbor:"5,keyasint,omitempty"`
	Basis string `cbor:"6,keyasint,omitempty"`
}

// HospitalAccount is where gifts on illness are booked.
func (p Practice) HospitalAccount() Code { return Code(cmpOr(string(p.Hospital), "50105")) }
