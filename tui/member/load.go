package member

import (
	"context"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/tui/screen"
)

// readLimit is how long reading one file may take.
const readLimit = 30 * time.Second

// plannedImport is what reading a file gave.
type plannedImport struct {
	path   string
	table  *intake.Table
	plan   *intake.Blueprint
	kind   string
	writes bool
	err    error
}

// TidyPath takes what a terminal puts around a path that was dragged into it:
// quotes, file:// and backslashes before spaces.
func TidyPath(s string) string {
	s = strings.TrimSpace(s)
	for _, q := range []string{`"`, `'`, "“", "‘", "`"} {
		end := map[string]string{"“": "”", "‘": "’"}[q]
		if end == "" {
			end = q
		}
		if strings.HasPrefix(s, q) && strings.HasSuffix(s, end) && len(s) >= len(q)+len(end) {
			s = s[len(q) : len(s)-len(end)]
			break
		}
	}
	s = strings.TrimPrefix(s, "& ") // PowerShell
	if p, ok := strings.CutPrefix(s, "file://"); ok {
		s = p
	}
	if strings.Contains(s, "/") {
		s = strings.ReplaceAll(s, `\ `, " ")
	}
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(s, "~/") {
		s = home + s[1:]
	}
	return strings.TrimSpace(s)
}

// load reads the file and works out what each row would do. It runs off the
// screen, and stops when the person wants it to.
func (s *Import) load() screen.Action {
	path, from, kind := TidyPath(s.path.Text()), s.month(), s.kind.Text()
	d := s.d
	return screen.Run{Title: "读取表格", Work: func(p screen.Progress) tea.Msg {
		out := plannedImport{path: path, kind: kind}
		out.table, out.err = readTable(p, path)
		if out.err != nil {
			return out
		}
		p.Step(1, 2, "与名册比对")
		out.err = d.Book.View(func(r ledger.Reader) error {
			out.writes = d.CanWrite(r)
			by := ledger.Stamp{Operator: d.Operator, Time: d.Now().Unix()}
			if kind == payroll {
				out.plan = intake.PlanPayroll(r, by, out.table)
			} else {
				out.plan = intake.PlanMembers(r, by, out.table, from)
			}
			return nil
		})
		return out
	}}
}

func readTable(p screen.Progress, path string) (*intake.Table, error) {
	p.Step(0, 2, ledger.Plain(path))
	st, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		return nil, ledger.Errf(ledger.CodeUnknown, "没有找到文件“%s”。可以把文件直接拖到窗口里。", ledger.Plain(path))
	case err != nil:
		return nil, ledger.Errf(ledger.CodeUnknown, "文件“%s”打不开，请检查路径和权限。", ledger.Plain(path))
	case !st.Mode().IsRegular():
		return nil, ledger.Errf(ledger.CodeBadValue, "“%s”不是文件；请选一个 XLSX 或 CSV 文件。", ledger.Plain(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, ledger.Errf(ledger.CodeUnknown, "文件“%s”打不开，可能正被别的程序占用。", ledger.Plain(path))
	}
	defer f.Close()
	ctx, cancel := context.WithTimeout(context.Background(), readLimit)
	defer cancel()
	done := make(chan struct{})
	defer close(done)
	go func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if p.Cancelled() {
					cancel()
				}
			}
		}
	}()
	return intake.Read(ctx, path, f, st.Size(), intake.Usual())
}
