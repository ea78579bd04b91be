package event

import (
	"context"
	"os"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/tui/desk"
)

// maxList is how large a list may be.
const maxList = 8 << 20

// openTable reads the table in a file.
func openTable(path string) (*intake.Table, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, ledger.Errf(ledger.CodeUnknown, "没有找到文件，或者打不开：%s", path)
	}
	defer file.Close()
	st, err := file.Stat()
	if err != nil || !st.Mode().IsRegular() || st.Size() > maxList {
		return nil, ledger.Errf(ledger.CodeBadValue, "这不是可以读的名单文件：%s", path)
	}
	t, err := intake.Read(context.Background(), st.Name(), file, st.Size(), intake.Usual())
	if err != nil {
		return nil, ledger.Errf(ledger.CodeBadValue, "%s", err.Error())
	}
	return t, nil
}

// unusable puts the problems of a list into one error; nil when there are none.
func unusable(ps ledger.Problems) error {
	if len(ps) == 0 {
		return nil
	}
	return ledger.Errf(ps[0].Code, "名单有 %d 处不能用，没有导入。第一处：%s：%s", len(ps), ps[0].Subject, ps[0].Text)
}

// readList reads whom a file names and enrols them.
func readList(d *desk.Desk, id ledger.EventID, path string) (ledger.Enrol, error) {
	act := ledger.Enrol{Event: id}
	t, err := openTable(path)
	if err != nil {
		return act, err
	}
	rows, problems, _ := intake.Names(t)
	ps := ledger.Problems(problems)
	err = d.Book.View(func(r ledger.Reader) error {
		people := intake.CrowdOf(r)
		for _, n := range rows {
			m, err := people.Must(n.No, n.Name)
			if err != nil {
				ps.Add("", t.Subject(n.Line, ""), ledger.CodeOf(err), "%s", err.Error())
				continue
			}
			act.Members = append(act.Members, m.ID)
		}
		return nil
	})
	if err != nil {
		return act, err
	}
	return act, unusable(ps)
}

// onRoster finds somebody of a roster by member number or name; the problem is
// in words.
func onRoster(all []ledger.Entrant, nos map[ledger.MemberID]string, no, name string) (int, string) {
	found := 0
	for i := range all {
		x := &all[i]
		if no != "" && (x.Member == 0 || nos[x.Member] != no) || no == "" && x.Name != ledger.CleanName(name) {
			continue
		}
		if found != 0 {
			return 0, "活动名单里不止一位“" + name + "”，请填编号。"
		}
		found = x.No
	}
	if found == 0 {
		return 0, "活动名单里没有“" + strings.TrimSpace(no+" "+name) + "”。"
	}
	return found, ""
}

// readPresent reads a list of those who came: their roster numbers.
func readPresent(all []ledger.Entrant, nos map[ledger.MemberID]string, path string) ([]int, error) {
	t, err := openTable(path)
	if err != nil {
		return nil, err
	}
	rows, problems, _ := intake.Names(t)
	ps := ledger.Problems(problems)
	var out []int
	for _, n := range rows {
		no, bad := onRoster(all, nos, n.No, n.Name)
		if bad != "" {
			ps.Add("", t.Subject(n.Line, ""), ledger.CodeUnknown, "%s临时来的人请按 F4 加。", bad)
			continue
		}
		out = append(out, no)
	}
	return out, unusable(ps)
}

// readWinners reads a list of winners.
func readWinners(all []ledger.Entrant, nos map[ledger.MemberID]string, path string) ([]ledger.Award, error) {
	t, err := openTable(path)
	if err != nil {
		return nil, err
	}
	rows, problems, _ := intake.Prizes(t)
	ps := ledger.Problems(problems)
	var out []ledger.Award
	seen := map[string]bool{}
	for _, w := range rows {
		no, bad := onRoster(all, nos, w.No, w.Name)
		key := strconv.Itoa(no) + " " + w.Level
		if bad == "" && seen[key] {
			bad = "同一个人的同一个奖项写了两次。"
		}
		if bad != "" {
			ps.Add("", t.Subject(w.Line, ""), ledger.CodeUnknown, "%s", bad)
			continue
		}
		seen[key] = true
		out = append(out, ledger.Award{No: no, Level: w.Level, Team: w.Team, Amount: w.Amount})
	}
	return out, unusable(ps)
}
