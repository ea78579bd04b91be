package opening

import (
	"context"
	"fmt"
	"os"
	"time"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// readingTime is how long a table may take to be read.
const readingTime = 20 * time.Second

// ReadTable reads a workbook or CSV file that a person named. It does I/O, so it
// belongs into a command.
func ReadTable(path string) (*intake.Table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, ledger.Errf(ledger.CodeUnknown, "打不开文件“%s”。请检查路径，U 盘请先插好。", ledger.Plain(path))
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || st.IsDir() {
		return nil, ledger.Errf(ledger.CodeUnknown, "“%s”不是表格文件。", ledger.Plain(path))
	}
	ctx, stop := context.WithTimeout(context.Background(), readingTime)
	defer stop()
	return intake.Read(ctx, path, f, st.Size(), intake.Usual())
}

// ReadFile reads opening balances out of such a file, for a chart.
func ReadFile(path string, chart []ledger.Account) ([]ledger.OpeningRow, []ledger.Problem, error) {
	t, err := ReadTable(path)
	if err != nil {
		return nil, nil, err
	}
	rows, problems, _ := intake.Opening(t, resolver(chart))
	return rows, problems, nil
}

// resolver finds accounts of a chart, or of the official one, by code or name.
func resolver(chart []ledger.Account) intake.Resolver {
	return func(s string) (ledger.Code, error) {
		var named []ledger.Account
		for _, a := range chart {
			if string(a.Code) == s {
				return a.Code, nil
			}
			if a.Name == s && ledger.IsLeaf(chart, a.Code) {
				named = append(named, a)
			}
		}
		if std, ok := ledger.StandardOf(ledger.Code(s)); ok && std.Listing != ledger.AboveLevel {
			return std.Code, nil
		}
		switch len(named) {
		case 0:
			return "", ledger.Errf(ledger.CodeUnknown, "没有科目“%s”；请写科目编码，例如 102。", s)
		case 1:
			return named[0].Code, nil
		}
		return "", ledger.Errf(ledger.CodeUnknown, "“%s”有 %d 个科目；请写科目编码，例如 %s。", s, len(named), named[0].Code)
	}
}

// ProblemLines are the first problems as lines to read.
func ProblemLines(ps []ledger.Problem, most int) []string {
	var out []string
	for i, p := range ps {
		if i == most {
			return append(out, fmt.Sprintf("还有 %d 处。", len(ps)-most))
		}
		text := p.Text
		if p.Subject != "" {
			text = p.Subject + "：" + text
		}
		out = append(out, text)
	}
	return out
}
