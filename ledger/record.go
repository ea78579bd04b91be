package ledger

// Record is a kept thing: one row of one table of the book. Every change of a
// record is in the log, before and after.
type Record interface{ Table() Table }

// Table names a kind of record. The numbers are part of the file format.
type Table byte

// The tables.
const (
	TableUnit Table = iota + 1
	TableAccount
	TablePerson
	TableOpening
	TableVoucher
	TableEvidence
	TableMonth
	TableMember
	TableGroup
	TableDuesRule
	TableDue
	TablePayment
	TableNotice
	TablePolicy
	TablePractice
	TableGift
	TableSheet
	TableShare
	TableCase
	TableCaseFile
	TableProgramme
	TableFund
	TableFundMove
	TableLoan
	TableEvent
	TableEntrant
	TableDraw
	TablePlanItem
	TableArticle
	TableStockMove
	TableLending
	TableFinding
	TableTick
	TableSample
	TableWorkLine
	TablePaper
	TableKey
	TableSignature
)

// Chinese names the table for the readable log.
func (t Table) Chinese() string {
	names := [...]string{"", "单位", "科目", "人员", "期初余额", "凭证", "凭证附件", "会计期间", "会员", "工会小组", "会费标准", "应缴会费", "会费缴纳", "公示",
		"慰问活动标准", "慰问活动设置", "慰问", "签领表", "签领明细", "困难帮扶档案", "困难帮扶资料（敏感）", "帮扶项目", "代管资金", "代管资金明细", "借款",
		"活动", "活动名单", "抽奖", "年度计划", "物品", "物品出入库", "物品借用",
		"审计问题", "已查记号", "审计抽样", "工作底稿", "审计文书", "签字密钥", "签字"}
	if int(t) < len(names) {
		return names[t]
	}
	return "其他"
}

// Table implementations, one per record.
func (Unit) Table() Table      { return TableUnit }
func (Account) Table() Table   { return TableAccount }
func (Person) Table() Table    { return TablePerson }
func (Opening) Table() Table   { return TableOpening }
func (Voucher) Table() Table   { return TableVoucher }
func (Evidence) Table() Table  { return TableEvidence }
func (MonthPage) Table() Table { return TableMonth }
func (Member) Table() Table    { return TableMember }
func (Group) Table() Table     { return TableGroup }
func (DuesRule) Table() Table  { return TableDuesRule }
func (Due) Table() Table       { return TableDue }
func (Payment) Table() Table   { return TablePayment }
func (Notice) Table() Table    { return TableNotice }
func (Rule) Table() Table      { return TablePolicy }
func (Practice) Table() Table  { return TablePractice }
func (Gift) Table() Table      { return TableGift }
func (Sheet) Table() Table     { return TableSheet }
func (Share) Table() Table     { return TableShare }
func (Case) Table() Table      { return TableCase }
func (CaseFile) Table() Table  { return TableCaseFile }
func (Programme) Table() Table { return TableProgramme }
func (Fund) Table() Table      { return TableFund }
func (FundMove) Table() Table  { return TableFundMove }
func (Loan) Table() Table      { return TableLoan }
func (Event) Table() Table     { return TableEvent }
func (Entrant) Table() Table   { return TableEntrant }
func (Draw) Table() Table      { return TableDraw }
func (PlanItem) Table() Table  { return TablePlanItem }
func (Article) Table() Table   { return TableArticle }
func (StockMove) Table() Table { return TableStockMove }
func (Finding) Table() Table   { return TableFinding }
func (Tick) Table() Table      { return TableTick }
func (Sample) Table() Table    { return TableSample }
func (WorkLine) Table() Table  { return TableWorkLine }
func (Paper) Table() Table     { return TablePaper }
func (Key) Table() Table       { return TableKey }
func (Signature) Table() Table { return TableSignature }
func (Lending) Table() Table   { return TableLending }

// Notice is a disclosure (收支公示表) as it was published: frozen.
type Notice struct {
	Period  Period   `cbor:"1,keyasint"`
	Version int      `cbor:"2,keyasint"` // 1, 2, … of the same period
	Hash    string   `cbor:"3,keyasint"` // hex SHA-256 of Body
	Body    []byte   `cbor:"4,keyasint"` // the document as it was, JSON
	Figures []Figure `cbor:"5,keyasint"` // its lines, to be compared with the book later
	Place   string   `cbor:"6,keyasint,omitempty"`
	From    Day      `cbor:"7,keyasint,omitempty"` // hung from … to …
	To      Day      `cbor:"8,keyasint,omitempty"`
	By      string   `cbor:"9,keyasint"`
	At      int64    `cbor:"10,keyasint"` // Unix seconds
	Head    string   `cbor:"11,keyasint"` // log head the figures were read at
}

// Figure is one line of a published notice.
type Figure struct {
	Key    string `cbor:"1,keyasint"`
	Name   string `cbor:"2,keyasint"`
	Amount Money  `cbor:"3,keyasint"`
}

// Change is one record before and after; one of the two may be nil.
type Change struct{ Before, After Record }

// Put is the change that makes a new record.
func Put(r Record) Change { return Change{After: r} }

// Edit is the change of a record.
func Edit(before, after Record) Change { return Change{before, after} }

// Drop is the change that takes a record away (only what was never posted).
func Drop(r Record) Change { return Change{Before: r} }
