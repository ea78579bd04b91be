package cli

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// outcomeJSON is the shape of import --json.
type outcomeJSON struct {
	Kind      string        `json:"kind"`
	File      string        `json:"file"`
	DryRun    bool          `json:"dry_run"`
	Written   bool          `json:"written"`
	Added     int           `json:"added"`
	Changed   int           `json:"changed"`
	Unchanged int           `json:"unchanged"`
	Rejected  int           `json:"rejected"`
	Rows      []row         `json:"rows"`
	Problems  []problemJSON `json:"problems"`
	Ignored   []string      `json:"ignored_columns"`
}

// problemJSON is a problem in any --json: what is wrong, where, and why.
type problemJSON struct {
	Subject string `json:"subject"`
	Field   string `json:"field,omitempty"`
	Code    string `json:"code,omitempty"`
	Text    string `json:"text"`
}

func problemsJSON(ps []ledger.Problem) []problemJSON {
	out := []problemJSON{}
	for _, p := range ps {
		out = append(out, problemJSON{ledger.Plain(p.Subject), p.Field, string(p.Code), ledger.Plain(p.Text)})
	}
	return out
}

// notesShown is how many notes about rows are told before they are only counted.
const notesShown = 20

// outcome tells what became of an import. Rejected rows make the exit code 1.
func (s *session) outcome(kind string, j *job, written bool) error {
	o := outcomeJSON{Kind: kind, File: ledger.Plain(j.t.File), DryRun: j.dryRun, Written: written, Rows: []row{}, Problems: problemsJSON(j.problems), Ignored: []string{}}
	for _, w := range j.ignored {
		o.Ignored = append(o.Ignored, ledger.Plain(w))
	}
	noted := 0
	for _, r := range j.rows {
		switch r.Action {
		case intake.Added:
			o.Added++
		case intake.Changed:
			o.Changed++
		case intake.Unchanged:
			o.Unchanged++
		}
		r.Who, r.Text = ledger.Plain(r.Who), ledger.Plain(r.Text)
		if r.Note != "" {
			if noted++; noted <= notesShown {
				s.say("%s：%s", j.t.Subject(r.Line, r.Who), r.Note)
			}
		}
		o.Rows = append(o.Rows, r)
	}
	if noted > notesShown {
		s.say("还有 %d 行有提示，用 --json 可以看到全部。", noted-notesShown)
	}
	o.Rejected = (&intake.Blueprint{Problems: j.problems}).Refused()
	s.notes(j.t, j.ignored)
	if j.asJSON {
		s.json(o)
	} else {
		s.outcomeText(j, o)
	}
	if len(j.problems) > 0 {
		return ended(exitFinding)
	}
	return nil
}

func (s *session) outcomeText(j *job, o outcomeJSON) {
	for _, r := range o.Rows {
		if r.Action == intake.Unchanged || !j.dryRun && r.Ref == "" && r.Action == intake.Added {
			continue
		}
		line := strings.TrimRight(fmt.Sprintf("第 %d 行 %s %s %s", r.Line, r.Action.Chinese(), r.Who, r.Text), " ")
		if r.Ref != "" {
			line += " → " + r.Ref
		}
		s.out("%s", line)
	}
	s.problems(j.problems)
	tail := "没有要写入的内容。"
	switch {
	case j.dryRun:
		tail = "这是试导入，没有写入。"
	case len(j.problems) > 0 && !o.Written && j.partial:
		tail = "没有可以写入的行。"
	case len(j.problems) > 0 && !o.Written:
		tail = "全部未导入，账本未改动；改好文件再导入，或加 --partial 只导入其余各行。（I03）"
	case len(j.problems) > 0:
		tail = "只导入了其余各行。（I03）"
	case o.Written:
		tail = "已写入账本。"
	}
	s.out("%s：新增 %d，修改 %d，不变 %d，不能导入 %d。%s", o.File, o.Added, o.Changed, o.Unchanged, o.Rejected, tail)
}

// problems lists problems on standard error, one a line.
func (s *session) problems(ps []ledger.Problem) {
	for _, p := range ps {
		if p.Subject == "" {
			s.say("%s%s", p.Text, codeMark(p.Code))
			continue
		}
		s.say("%s：%s%s", p.Subject, p.Text, codeMark(p.Code))
	}
}

// notes tells what was seen in a file and stops nothing.
func (s *session) notes(t *intake.Table, ignored []string) {
	if len(ignored) > 0 {
		s.say("%s：没有用到的列：%s。", t.File, strings.Join(ignored, "、"))
	}
	s.problems(t.Notes)
}
