package report

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// edition is what has to be said about a disclosure as it was published: which
// version it is, and the lines in which the book no longer agrees.
type edition struct {
	text string
	seal string // code and who signed, "" for a notice without a code
	diff []ledger.Problem
}

func frozen(r ledger.Reader, p ledger.Period, version int) (*report.Document, *edition, error) {
	n, ok := r.Notice(p, version)
	if !ok {
		return nil, nil, ledger.Errf(ledger.CodeUnknown, "没有%s第 %d 版公示。", p.Chinese(), version)
	}
	doc, err := report.Posted(n, report.SignaturesOf(r, n)...)
	if err != nil {
		return nil, nil, err
	}
	text := fmt.Sprintf("公示原样：第 %d 版  %s  校验码 %s", n.Version, n.Place, Short(n.Hash))
	e := &edition{text: text, diff: report.Differences(r, n)}
	if doc.Seal != nil {
		e.seal = "核对码 " + doc.Seal.Code + "  " + strings.Join(doc.Seal.Signed, "、")
	}
	return doc, e, nil
}

// marks are the keys of the lines that differ.
func (e *edition) marks() map[string]bool {
	if e == nil {
		return nil
	}
	out := map[string]bool{}
	for _, d := range e.diff {
		out[d.Field] = true
	}
	return out
}

// lines are what stands above the published document.
func (e *edition) lines(t theme.Theme, w int) []string {
	if e == nil {
		return nil
	}
	out := []string{t.Muted().Render(widget.Cut(" "+e.text, w))}
	if e.seal != "" { // what is compared must be there to its last figure
		for _, l := range widget.Wrap(e.seal, w-1) {
			out = append(out, t.Muted().Render(" "+l))
		}
	}
	if n := len(e.diff); n > 0 {
		out = append(out, t.Bad().Render(widget.Cut(fmt.Sprintf(" ! 与账面不符：公示后有 %d 行变了（前面有 ! 的行），按 F3 看", n), w)))
	}
	return out
}

// ask shows the lines that differ.
func (e *edition) ask() screen.Action {
	if e == nil || len(e.diff) == 0 {
		return screen.Notice{Text: "公示的各行与现在的账面一致。"}
	}
	var lines []string
	for _, d := range e.diff {
		lines = append(lines, d.Subject+"："+d.Text)
	}
	return screen.Ask{Title: "与账面不符", Lines: lines, Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
}

// Short is the beginning of a hash, enough to compare by eye.
func Short(hash string) string {
	return hash[:min(12, len(hash))]
}
