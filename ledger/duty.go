package ledger

import "fmt"

// Duty is something that is due now, in plain words for the home screen. Kind
// says which screen helps.
type Duty struct {
	Kind   string // one of DutyKinds
	Text   string
	Urgent bool
}

// DutyKinds lists the kinds of duties; the first screen leads from each to where
// it is done.
func DutyKinds() []string {
	return []string{"opening", "members", "drafts", "receipts", "arrears", "assess", "close", "disclose", "loans", "signatures", "lists", "backup"}
}

// backupDays is how old the last proven backup may be before it is a duty.
const backupDays = 7

// Duties lists what is due on a day; lastBackup is in Unix seconds (0: never),
// now likewise.
func Duties(r Reader, today Day, lastBackup, now int64) []Duty {
	return duties(r, today, lastBackup, now, duesDuties)
}

// DutiesAtOnce are the [Duties] but for those about dues: they look at every
// member's every month, and a first screen should not wait for that.
func DutiesAtOnce(r Reader, today Day, lastBackup, now int64) []Duty {
	return duties(r, today, lastBackup, now, func(Reader, Day, adder) {})
}

// adder adds a duty to the list.
type adder func(kind string, urgent bool, format string, args ...any)

func duties(r Reader, today Day, lastBackup, now int64, dues func(Reader, Day, adder)) []Duty {
	var out []Duty
	add := func(kind string, urgent bool, format string, args ...any) {
		out = append(out, Duty{kind, fmt.Sprintf(format, args...), urgent})
	}
	if len(r.Opening().Rows) == 0 && r.LastVoucher() == 0 {
		add("opening", false, "还没有录入期初余额。新成立的工会可以不录。")
	}
	if r.LastMember() == 0 {
		add("members", false, "会员名册还是空的，可以从表格导入。")
	}
	drafts, reviewed := 0, 0
	for v := range r.Pending() {
		if v.State == Draft {
			drafts++
		} else {
			reviewed++
		}
	}
	if drafts > 0 && r.Unit().Single {
		add("drafts", true, "%d 张凭证还没有过账。", drafts)
	} else if drafts > 0 {
		add("drafts", true, "%d 张凭证等待审核。", drafts)
	}
	if reviewed > 0 {
		add("drafts", true, "%d 张凭证已审核，等待过账。", reviewed)
	}
	unproved := 0
	for range r.Unproved(Period{}) {
		unproved++
	}
	if unproved > 0 {
		add("receipts", false, "%d 张凭证还缺附件（票据）。", unproved)
	}
	if n, sum := overdueLoans(r, today); n > 0 {
		add("loans", false, "%d 笔会员借款有到期未还的，共 %s 元。", n, sum.Grouped())
	}
	listDuties(r, add)
	findingDuties(r, today, add)
	open := FirstOpen(r)
	dues(r, today, add)
	if last := today.Month().Add(-1); open <= last {
		late := last.Since(open) + 1
		add("close", late > 1, "%s还没有结账%s。", open.Chinese(), map[bool]string{true: fmt.Sprintf("，已积压 %d 个月", late)}[late > 1])
	}
	if closed := open.Add(-1); closed >= r.Unit().Start {
		if _, ok := r.Notice(MonthPeriod(closed), 1); !ok {
			add("disclose", false, "%s已结账，收支公示表还没有公布。", closed.Chinese())
		}
	}
	switch days := (now - lastBackup) / 86400; {
	case lastBackup == 0:
		add("backup", true, "还没有通过核对的备份。")
	case days >= backupDays:
		add("backup", true, "已有 %d 天没有通过核对的备份。", days)
	}
	return out
}

// duesBack is how many months before this one are looked at for dues that were
// never assessed.
const duesBack = 3

func duesDuties(r Reader, today Day, add adder) {
	if r.LastMember() == 0 {
		return
	}
	mo := today.Month()
	// A month that is not closed and was passed over would never be asked for again.
	for m := max(FirstOpen(r), mo.Add(-duesBack)); m <= mo; m = m.Add(1) {
		if _, ok := RuleIn(r.DuesRules(), m); !ok || !unassessed(r, m) {
			continue
		}
		text := "%s的会费还没有核定。"
		for range r.Dues(m) {
			text = "%s的会费还有人没有核定。"
			break
		}
		add("assess", false, text, m.Chinese())
		break
	}
	owing, total := 0, Money(0)
	from := max(MonthOf(mo.Year(), 1), r.Unit().Start)
	for m := range r.Members() {
		if owed, n := Arrears(r, m.ID, from, mo); n > 0 {
			owing, total = owing+1, total+owed
		}
	}
	if owing > 0 {
		add("arrears", false, "今年有 %d 人欠缴会费，共 %s 元。", owing, total.Grouped())
	}
}

// unassessed reports that somebody who belongs to the union in the month has no
// dues of it yet. One who paid early does not make the month assessed.
func unassessed(r Reader, mo Month) bool {
	for m := range r.Members() {
		if !m.In(mo) {
			continue
		}
		if _, ok := r.Due(m.ID, mo); !ok {
			return true
		}
	}
	return false
}
