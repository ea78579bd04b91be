package audit

import (
	"encoding/hex"
	"fmt"
	"strings"

	"huizhang/ledger"
)

// Raise puts a question on the list of findings. Finding brings On, Ref, Title,
// Clause, Severity, Period, Amount, Owner, Due and Check; UID is 32 hex digits
// made by the client; Question becomes the first remark.
type Raise struct {
	Finding  ledger.Finding
	Question string
}

// Name of the act.
func (Raise) Name() string { return "finding.raise" }

// Decide numbers the finding.
func (a Raise) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	f := a.Finding
	var ps ledger.Problems
	f.Title = tidy("title", f.Title, 60, true, &ps)
	f.Clause = tidy("clause", f.Clause, 200, false, &ps)
	f.Owner = tidy("owner", f.Owner, 20, false, &ps)
	question := tidy("question", a.Question, 2000, true, &ps)
	if raw, err := hex.DecodeString(f.UID); err != nil || len(raw) != 16 {
		ps.Add("", "", ledger.CodeLaw, "问题的编号不对，请重新打开这一页再提。")
	}
	if f.On == "" || f.Ref == "" {
		ps.Add("on", "", ledger.CodeRequired, "请先选中要提问题的凭证、名单、月份或报表上的一行。")
	}
	if f.Severity != "error" && f.Severity != "warn" && f.Severity != "note" {
		ps.Add("severity", f.Severity, ledger.CodeBadValue, "级别只能是：严重、一般、提示。")
	}
	if f.Due != 0 && !f.Due.Valid() {
		ps.Add("due", "", ledger.CodeBadDay, "整改期限应是一个日期，例如 2026-06-30；不限期就空着。")
	}
	for old := range r.Findings() {
		if old.UID == f.UID {
			return ledger.Plan{}, ledger.Errf(ledger.CodeExists, "这个问题已经提过，是%s。", old.ID)
		}
	}
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	f.ID, f.State = r.LastFinding()+1, ledger.FindingOpen
	f.Remarks = []ledger.Remark{{Kind: "question", By: by.Operator, At: by.Time, Text: question}}
	return ledger.Plan{Title: fmt.Sprintf("提出审计问题 %s：%s（%s）", f.ID, f.Title, f.Ref), Object: object(f.ID), Changes: []ledger.Change{ledger.Put(f)}}, nil
}

func object(id ledger.FindingID) string { return fmt.Sprintf("finding/%d", uint64(id)) }

// tidy cleans a typed text and holds its length.
func tidy(field, s string, most int, needed bool, ps *ledger.Problems) string {
	s, _ = ledger.Clean(strings.TrimSpace(s))
	switch n := len([]rune(s)); {
	case n == 0 && needed:
		ps.Add(field, "", ledger.CodeRequired, "这一项不能空着。")
	case n > most:
		ps.Add(field, "", ledger.CodeTooLarge, "这一项最多写 %d 个字，现在有 %d 个。", most, n)
	}
	return s
}

// Answer is what the treasurer says to a finding, with the voucher that puts it
// right or another paper, if there is one.
type Answer struct {
	Finding ledger.FindingID
	Text    string
	Voucher ledger.VoucherID
	Paper   string
}

// Name of the act.
func (Answer) Name() string { return "finding.answer" }

// Decide adds the answer; what was said before stays.
func (a Answer) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	if a.Voucher != 0 {
		if v, ok := r.Voucher(a.Voucher); !ok || v.State == ledger.Void {
			return ledger.Plan{}, ledger.Errf(ledger.CodeUnknown, "没有找到要对应的凭证。")
		}
	}
	return speak(r, by, a.Finding, ledger.Remark{Kind: "answer", Text: a.Text, Voucher: a.Voucher, Paper: a.Paper}, ledger.FindingAnswered, "答复",
		ledger.FindingOpen, ledger.FindingAnswered)
}

// Close settles a finding; Reopen takes it up again.
type (
	Close struct {
		Finding ledger.FindingID
		Text    string
	}
	Reopen struct {
		Finding ledger.FindingID
		Text    string
	}
)

// Name of the acts.
func (Close) Name() string  { return "finding.close" }
func (Reopen) Name() string { return "finding.reopen" }

// Decide closes what is open or answered.
func (a Close) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	return speak(r, by, a.Finding, ledger.Remark{Kind: "close", Text: a.Text}, ledger.FindingClosed, "销号", ledger.FindingOpen, ledger.FindingAnswered)
}

// Decide opens what was answered or closed.
func (a Reopen) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	return speak(r, by, a.Finding, ledger.Remark{Kind: "reopen", Text: a.Text}, ledger.FindingOpen, "重开", ledger.FindingAnswered, ledger.FindingClosed)
}

func speak(r ledger.Reader, by ledger.Stamp, id ledger.FindingID, say ledger.Remark, to ledger.FindingState, word string, from ...ledger.FindingState) (ledger.Plan, error) {
	old, ok := r.Finding(id)
	if !ok {
		return ledger.Plan{}, ledger.Errf(ledger.CodeUnknown, "没有找到这个审计问题。")
	}
	may := false
	for _, s := range from {
		may = may || old.State == s
	}
	if !may {
		return ledger.Plan{}, ledger.Errf(ledger.CodeState, "%s现在是“%s”，不能%s。", old.ID, old.State.Chinese(), word)
	}
	var ps ledger.Problems
	say.Text = tidy("text", say.Text, 2000, true, &ps)
	say.Paper = tidy("paper", say.Paper, 200, false, &ps)
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	say.By, say.At = by.Operator, by.Time
	f := old
	f.State = to
	f.Remarks = append(append([]ledger.Remark(nil), old.Remarks...), say)
	return ledger.Plan{Title: fmt.Sprintf("%s审计问题 %s：%s", word, f.ID, f.Title), Reason: say.Text, Object: object(id), Voucher: say.Voucher, Changes: []ledger.Change{ledger.Edit(old, f)}}, nil
}

// SetTick says that the operator examined vouchers, or (Off) takes it back.
type SetTick struct {
	Vouchers []ledger.VoucherID
	Note     string
	Off      bool
}

// Name of the act.
func (SetTick) Name() string { return "tick.set" }

// Decide ticks posted vouchers; ticking twice changes nothing.
func (a SetTick) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	var ps ledger.Problems
	note := tidy("note", a.Note, 200, false, &ps)
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	p := ledger.Plan{Title: "查账记号", Reason: note}
	word := "已查 "
	if a.Off {
		word = "取消已查 "
	}
	for _, id := range a.Vouchers {
		v, ok := r.Voucher(id)
		if !ok || v.State != ledger.Posted {
			return ledger.Plan{}, ledger.Errf(ledger.CodeState, "只有已过账的凭证才能打查账记号。")
		}
		t := ledger.Tick{Voucher: id, By: by.Operator, At: by.Time, Note: note, Off: a.Off}
		old, had := tickOf(r, id, by.Operator)
		switch {
		case !had && a.Off, had && old.Off == a.Off && old.Note == note:
			continue
		case had:
			p.Changes = append(p.Changes, ledger.Edit(old, t))
		default:
			p.Changes = append(p.Changes, ledger.Put(t))
		}
		p.Voucher, p.Title = id, word+v.Ref()
	}
	if len(p.Changes) == 0 {
		return ledger.Plan{}, ledger.Errf(ledger.CodeState, "选中的凭证已经是这样，没有改动。")
	}
	if len(p.Changes) > 1 {
		p.Title = fmt.Sprintf("%s凭证 %d 张", word, len(p.Changes))
	}
	return p, nil
}

func tickOf(r ledger.Reader, id ledger.VoucherID, who string) (ledger.Tick, bool) {
	for t := range r.Ticks(id) {
		if t.By == who {
			return t, true
		}
	}
	return ledger.Tick{}, false
}
