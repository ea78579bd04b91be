package cli

import (
	"fmt"

	"huizhang/ledger"
)

// audit is one thing that is looked at, month by month, under the ids of the
// auditor's list (domain rules §20); I1–I6 are the identities of §4.
type audit struct {
	ids  []string
	look func(ledger.Reader, ledger.Month) []findingJSON
}

func checks() []audit {
	return []audit{
		{[]string{"F45"}, func(r ledger.Reader, m ledger.Month) []findingJSON {
			return fromProblems("F45", "error", "凭证断号", m, ledger.NumbersGap(r, m))
		}},
		{[]string{"I2", "I3", "I4", "I6"}, identities},
		{[]string{"F35"}, samePerson},
		{[]string{"F37"}, gates("F37", "现金盘点或银行对账缺失", "cash-count", "bank-balance")},
		{[]string{"F38"}, gates("F38", "借支长期未清", "advances")},
		{[]string{"F41"}, gates("F41", "没有计提折旧", "depreciation")},
		{[]string{"F46"}, seams},
		{[]string{"receipts"}, receipts},
		{[]string{"suspense"}, gates("suspense", "待处理财产损溢未处理", "suspense")},
		{[]string{"drafts"}, drafts},
	}
}

func finding(id, severity, title, text string, keys ...string) findingJSON {
	if keys == nil {
		keys = []string{}
	}
	return findingJSON{ID: id, Severity: severity, Title: title, Text: text, Keys: keys}
}

func fromProblems(id, severity, title string, m ledger.Month, ps []ledger.Problem) []findingJSON {
	var out []findingJSON
	for _, p := range ps {
		key := p.Subject
		if key == "" {
			key = m.String()
		}
		out = append(out, finding(id, severity, title, m.Chinese()+"："+p.Text, key))
	}
	return out
}

func identities(r ledger.Reader, m ledger.Month) []findingJSON {
	var out []findingJSON
	for _, p := range ledger.Identities(r, m) {
		out = append(out, fromProblems(p.Field, "error", "勾稽关系不成立", m, []ledger.Problem{p})...)
	}
	return out
}

// gates reports open gates of a month. Having been passed over with a reason
// does not make the thing right, but the reason is told.
func gates(id, title string, names ...string) func(ledger.Reader, ledger.Month) []findingJSON {
	return func(r ledger.Reader, m ledger.Month) []findingJSON {
		var out []findingJSON
		for _, g := range ledger.Gates(r, m) {
			for _, name := range names {
				if g.ID != name || !g.Open {
					continue
				}
				text := m.Chinese() + "：" + g.Text
				for _, p := range r.MonthPage(m).Passed {
					if p.Gate == name {
						text += "结账时写的原因：" + p.Reason
					}
				}
				out = append(out, finding(id, "warn", title, text, m.String()))
			}
		}
		return out
	}
}

// samePerson finds vouchers whose maker reviewed them. In a book kept by one
// person that is the rule, so it is one note a month.
func samePerson(r ledger.Reader, m ledger.Month) []findingJSON {
	var keys []string
	for v := range r.Posted(ledger.MonthPeriod(m)) {
		if v.Maker == v.Reviewer && !v.Closing() {
			keys = append(keys, v.Ref())
		}
	}
	if len(keys) == 0 {
		return nil
	}
	severity := "warn"
	if r.Unit().Single {
		severity = "note"
	}
	return []findingJSON{finding("F35", severity, "制单与审核是同一人", fmt.Sprintf("%s：%d 张凭证的制单人和审核人是同一人。", m.Chinese(), len(keys)), keys...)}
}

func seams(r ledger.Reader, m ledger.Month) []findingJSON {
	var out []findingJSON
	for _, x := range r.MonthPage(m).Reopened {
		out = append(out, finding("F46", "note", "反结账", fmt.Sprintf("%s由%s反结账，原因：%s", m.Chinese(), x.By, x.Reason), m.String()))
	}
	return out
}

func receipts(r ledger.Reader, m ledger.Month) []findingJSON {
	var out []findingJSON
	for id := range r.Unproved(ledger.MonthPeriod(m)) {
		v, ok := r.Voucher(id)
		if !ok {
			continue
		}
		f := finding("receipts", "warn", "没有附件", v.Ref()+" "+v.Summary()+"：没有附件，也没有写无需附件的原因。", v.Ref())
		amount := v.Amount().String()
		f.Amount = &amount
		out = append(out, f)
	}
	return out
}

func drafts(r ledger.Reader, m ledger.Month) []findingJSON {
	n := 0
	for v := range r.Pending() {
		if v.Month() == m {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []findingJSON{finding("drafts", "note", "有未过账的凭证", fmt.Sprintf("%s：%d 张凭证还没有过账，不在账内。", m.Chinese(), n), m.String())}
}
