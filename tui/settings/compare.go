package settings

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// paperTyped is what somebody kept outside of the book.
type paperTyped struct{ text string }

// askPaper asks for a code, the text of a QR code, or a file; typed is what was
// given before and could not be read.
func (s *Screen) askPaper(typed string) screen.Action {
	if s.d.Notary == nil {
		return screen.Notice{Text: "这个程序不能对照核对码。", Bad: true}
	}
	return screen.AskText{
		Title: "与留存的核对码对照",
		Value: typed,
		Lines: []string{"输入公示件上的 25 位核对码，或报表下面的长核对码，或二维码扫出来的文字，或签字文件在哪里。", "要用账本以外留下的那一份：经审手里的公示件、U 盘上的签字文件。"},
		Then: func(t string, ok bool) tea.Msg {
			if !ok || strings.TrimSpace(t) == "" {
				return nil
			}
			return paperTyped{t}
		},
	}
}

// compare verifies the book and holds it against the paper.
func (s *Screen) compare(typed string) screen.Action {
	n, path := s.d.Notary, s.d.Book.Path()
	return screen.Run{Title: "正在对照账本", Work: func(p screen.Progress) tea.Msg {
		paper, err := n.ReadPaper(typed)
		if err != nil {
			return paperRefused{typed, err}
		}
		proof, err := n.VerifyAgainst(path, paper, func(done, total int, what string) bool {
			p.Step(done, total, what)
			return !p.Cancelled()
		})
		return verified{proof, err, p.Cancelled()}
	}}
}

// paperRefused says that what was typed cannot be read.
type paperRefused struct {
	typed string
	err   error
}

// refused says why, and asks again with what was typed: a code of 25 digits is
// not typed twice for one wrong digit.
func (s *Screen) refused(m paperRefused) screen.Action {
	return screen.Many{desk.Bad(m.err), s.askPaper(m.typed)}
}

// signedLines say what became of the signatures and of the comparison; what the
// answer cannot see stands below it.
func signedLines(p ledger.Proof, say func(widget.Look, string), gap func()) {
	if a := p.Against; a != nil {
		look := widget.Good
		if a.Alarm {
			look = widget.Red
		} else if a.Verdict == "unproven" {
			look = widget.Warning
		}
		for i, l := range a.Lines {
			if i > 0 {
				look = widget.Plain
			}
			say(look, l)
		}
		gap()
	}
	for _, g := range p.Signatures {
		look, word := widget.Plain, "签字有效"
		if !g.Holds {
			look, word = widget.Red, "! 签字不符"
		}
		say(look, word+"："+g.Title+"。"+strings.TrimPrefix(g.Text, "签字有效：")+strings.Join(g.Notes, ""))
		say(widget.Muted, "密钥指纹 "+g.Key)
	}
	if len(p.Signatures) > 0 {
		gap()
	}
	if p.Against != nil && len(p.Against.Limits) > 0 {
		say(widget.Muted, "这个结果看不出来的：")
		for _, l := range p.Against.Limits {
			say(widget.Muted, "- "+l)
		}
		gap()
	}
}

// digit is the key of the i-th line of the menu: 1 … 9, 0; later ones have none.
func digit(i int) string {
	const keys = "1234567890"
	if i >= len(keys) {
		return " "
	}
	return keys[i : i+1]
}
