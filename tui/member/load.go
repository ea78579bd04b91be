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

// pastedName stands in the field of the path for rows that were pasted.
const pastedName = "（粘贴的表格）"

// isSheet tells rows copied out of a spreadsheet from a path or a name.
func isSheet(text string) bool { return strings.ContainsAny(strings.TrimSpace(text), "\r\n") }

// importPasted opens the import for rows pasted where no file is asked for: they
// are no name to look for. It is nil for anything else.
func importPasted(msg tea.Msg) screen.Action {
	if paste, ok := msg.(tea.PasteMsg); ok && isSheet(paste.Content) {
		return screen.Open{Route: screen.MemberImport{Sheet: paste.Content}}
	}
	return nil
}

// take takes pasted rows in place of a file.
func (s *Import) take(text string) {
	s.sheet = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	s.path.SetText(pastedName)
	s.form.Focus("path")
	s.got = nil
}

// pasted reports that the rows in hand were pasted; a path typed since counts.
func (s *Import) pasted() bool { return s.sheet != "" && s.path.Text() == pastedName }

// load reads the file and works out what each row would do. It runs off the
// screen, and stops when the person wants it to.
func (s *Import) load() screen.Action {
	path, from, kind := TidyPath(s.path.Text()), s.month(), s.kind.Text()
	d, sheet := s.d, ""
	if s.pasted() {
		sheet = s.sheet
	}
	return screen.Run{Title: "读取表格", Work: func(p screen.Progress) tea.Msg {
		out := plannedImport{path: path, kind: kind}
		if sheet != "" {
			out.table, out.err = intake.Read(context.Background(), pastedName, strings.NewReader(sheet), int64(len(sheet)), intake.Usual())
		} else {
			out.table, out.err = readTable(p, path)
		}
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
