package keys

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Sign shows what is to be signed and asks for the passphrase. Whoever has no
// key is led through making one first.
type Sign struct {
	d     *desk.Desk
	order ledger.SignOrder
	stamp ledger.Stamp

	ready    bool
	book     string
	terms    ledger.Terms
	coverage ledger.Coverage
	paper    ledger.Paper // the hand-over list that is signed
	copied   bool         // this is the auditor's copy out of a pack
	card     ledger.KeyCard
	maker    *maker // while a key is made
	made     bool   // the new key is shown
	form     *widget.Form
	pass     *secret
	path     *widget.Input
	remark   *widget.Input
	wrong    int  // passphrases that did not open the key
	unseen   bool // signs off although nothing was examined, and said so
	away     bool // gone to change the key
	w, h     int
}

type (
	termsRead struct {
		book     string
		terms    ledger.Terms
		coverage ledger.Coverage
		paper    ledger.Paper
		copied   bool
		card     ledger.KeyCard
		err      error
	}
	signedNow   struct{ err error }
	skipAnswer  struct{ skip bool }
	lostAnswer  struct{ lost bool }
	unseenTold  struct{ sign bool }
	carryTyped  struct{ folder string }
	carriedAway struct {
		path string
		err  error
	}
)

// NewSign makes the page for a notice or a closed year.
func NewSign(d *desk.Desk, route screen.Sign) screen.Screen {
	return newSign(d, ledger.SignOrder{Kind: route.Kind, Period: route.Period, Version: route.Version})
}

// NewSignOff makes the auditor's page for a closed month or year.
func NewSignOff(d *desk.Desk, route screen.SignOff) screen.Screen {
	return newSign(d, ledger.SignOrder{Kind: ledger.SignOff, Period: route.Period})
}

func newSign(d *desk.Desk, o ledger.SignOrder) *Sign {
	o.By, o.Day = d.Operator, d.Today()
	s := &Sign{d: d, order: o, stamp: d.Stamp(), pass: &secret{}, path: &widget.Input{Limit: 300}, remark: &widget.Input{Limit: 200}, w: 80, h: 21}
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "remark", Label: "意见", Field: s.remark, Help: "写一句审查意见，会一起签进去；没有就空着", Hide: func() bool { return o.Kind != ledger.SignOff }},
		widget.Item{Name: "path", Label: "密钥文件", Field: s.path, Help: "这台电脑上没有您的密钥：插上 U 盘，写出密钥文件在哪里", Hide: func() bool { return s.card.Path != "" }},
		widget.Item{Name: "passphrase", Label: "密码", Width: 30, Field: s.pass, Help: "您的签字密码；不会显示，也不会保存"})
	return s
}

// Init reads what is to be signed.
func (s *Sign) Init() tea.Cmd {
	if s.d.Notary == nil {
		return nil
	}
	d, o := s.d, s.order
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := termsRead{book: r.Unit().BookID}
		if d.Packs != nil {
			_, m.copied = d.Packs.CopyOf(d.Book.Path())
		}
		if m.terms, m.err = d.Notary.Terms(r, o); m.err != nil {
			return m
		}
		if o.Kind == ledger.SignOff {
			m.coverage = ledger.ReadCoverage(r, o.Period)
		}
		if o.Kind == ledger.SignHandover {
			m.paper, _ = report.PaperOf(r, report.HandoverDoc, o.Period, o.Version)
		}
		if m.terms.Verify != "" {
			m.card = d.Notary.FindKey(m.terms.Verify)
		}
		return m
	})
}

// Title names the page.
func (s *Sign) Title() string {
	switch {
	case s.maker != nil || s.made:
		return "做签字密钥"
	case s.order.Kind == ledger.SignOff:
		return s.order.Period.Chinese() + "经审签认"
	}
	return "签字"
}

// Resize gives the room.
func (s *Sign) Resize(w, h int) {
	s.w, s.h = w, h
	s.arrange()
}

func (s *Sign) arrange() {
	form, top := s.form, len(s.above())
	if s.maker != nil {
		form, top = s.maker.form, len(s.maker.lines(s.w))
	}
	form.Y = min(top, max(0, s.h-6))
	form.Resize(min(s.w, 96), max(3, s.h-form.Y))
}

// Capturing reports that text is typed.
func (s *Sign) Capturing() bool { return !s.made && s.blocked() == "" }

// blocked says why nothing can be signed now.
func (s *Sign) blocked() string {
	switch {
	case s.d.Notary == nil:
		return "这个程序不能签字。"
	case s.d.Book.ReadOnly():
		return "账本是只读打开的，不能签字。"
	case !s.ready:
		return "正在读取，请稍候。"
	case s.copied: // its log goes another way than the book's: a signature here would look like an alarm there
		return inCopy
	}
	return s.terms.Refusal
}

// inCopy says why nothing is signed in the auditor's copy.
const inCopy = "这是审计包的副本。在这里签字，会计的账本收不到，也对不上。请先用“交回审计”把问题、记号和底稿交给会计收回，再到会计的账本里签认。"

// Update takes a message.
func (s *Sign) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case termsRead:
		s.take(m)
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case screen.Shown:
		if s.away { // back from the keys, perhaps with a new one
			s.away = false
			return screen.Stay{}, s.Init()
		}
		return screen.Stay{}, nil
	case keyMade:
		if m.err != nil {
			return s.maker.failed(m.err), nil
		}
		s.maker.wipe()
		s.maker, s.made, s.card = nil, true, m.card
		return screen.Notice{Text: "密钥做好了。请抄下指纹。"}, nil
	case carryTyped:
		return carry(s.d, s.card.Verifier, m.folder), nil
	case carriedAway:
		return told(m), nil
	case signedNow:
		return s.done(m.err), s.signedOff(m.err)
	case unseenTold:
		if s.unseen = m.sign; m.sign {
			return s.sign(), nil
		}
		return s.leave(false), nil
	case lostAnswer:
		if s.away = m.lost; m.lost {
			return screen.Open{Route: screen.Keys{}}, nil
		}
		return screen.Stay{}, nil
	case skipAnswer:
		if m.skip {
			return s.leave(false), nil
		}
		return screen.Stay{}, nil
	}
	was := s.remark.Text()
	action := s.typed(msg)
	return action, tea.Batch(s.then(msg), s.keep(was))
}

// then reads anew after the new key was shown.
func (s *Sign) then(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && s.made && (k.String() == "enter" || k.String() == "f8") {
		s.made, s.ready = false, false
		return s.Init()
	}
	return nil
}

func (s *Sign) take(m termsRead) {
	s.copied = m.copied
	s.ready, s.book, s.terms, s.coverage, s.paper, s.card, s.maker = true, m.book, m.terms, m.coverage, m.paper, m.card, nil
	if m.err != nil {
		s.terms.Refusal = m.err.Error()
	}
	if s.blocked() == "" && s.terms.Verify == "" {
		s.maker = newMaker(s.d, s.book)
	}
	switch {
	case s.order.Kind == ledger.SignOff:
		s.recall()
		s.form.Focus("remark")
	case s.card.Path == "":
		s.form.Focus("path")
	default:
		s.form.Focus("passphrase")
	}
	s.arrange()
}

func (s *Sign) typed(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch {
	case key == "esc":
		return s.askSkip()
	case s.made:
		if key == "f5" || key == "ctrl+b" {
			return askCarry(s.d, s.card)
		}
		return screen.Stay{}
	case s.blocked() != "":
		return screen.Stay{}
	case s.maker != nil:
		if key == "f8" || key == "ctrl+s" || s.maker.form.Update(msg) == widget.Submit {
			return s.maker.make()
		}
		return screen.Stay{}
	case key == "f8" || key == "ctrl+s" || s.form.Update(msg) == widget.Submit:
		return s.sign()
	}
	return screen.Stay{}
}

func (s *Sign) askSkip() screen.Action {
	if s.blocked() != "" {
		return s.leave(false)
	}
	return screen.Ask{Title: "这次不签字？", Lines: s.loses(), Choices: []string{"接着签", "不签了"}, Then: func(n int) tea.Msg { return skipAnswer{n == 1} }}
}

// loses says honestly what is lost without a signature.
func (s *Sign) loses() []string {
	if s.order.Kind == ledger.SignOff {
		return []string{"不签，就没有凭据说明您看过的是这一刻的账。以后账被改过，也说不清是在您看之前还是之后。", "以后可以再来签，签的是那时的账。"}
	}
	switch s.order.Kind {
	case ledger.SignYear:
		return []string{"结账已经办好，不受影响。", "不签，就没有凭据说明全年的数字是谁认可的、是哪一刻的账。", "以后到“月末结账”，光标放在12月，按 F5 补签。"}
	case ledger.SignHandover:
		return []string{"移交清册已经定稿，不受影响。", "不签，就只有纸上的签名；以后账被改过，说不清是在交接之前还是之后。", "以后到“移交清册”按 F10 补签。"}
	}
	return []string{"账和公示不受影响。", "少了这一样：纸上的核对码还能对照账本有没有被改，但没有签字说明是谁认可的；拿走账本的人也能自己另印一张。", "以后到“收支公示”，光标放在这一版，按 F4 补签。"}
}

func (s *Sign) leave(done bool) screen.Action {
	s.pass.SetText("")
	if s.maker != nil {
		s.maker.wipe()
	}
	return screen.Back{Result: screen.Signed{Done: done}}
}

func (s *Sign) sign() screen.Action {
	if s.pass.Text() == "" {
		s.form.SetProblems([]ledger.Problem{{Field: "passphrase", Code: ledger.CodeRequired, Text: "请输入签字密码。"}})
		return screen.Notice{Text: "请输入签字密码。", Bad: true}
	}
	if s.order.Kind == ledger.SignOff && s.coverage.Nothing() && !s.unseen {
		return s.askUnseen()
	}
	d, o, pass, by := s.d, s.order, s.pass.Text(), s.stamp
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	o.Remark, _ = ledger.Clean(s.remark.Text())
	if s.card.Path == "" {
		o.KeyPath = s.path.Text()
	}
	return screen.Run{Title: "正在签字", Work: func(p screen.Progress) tea.Msg {
		p.Step(0, 2, "打开密钥，签字")
		act, err := d.Notary.Sign(d.Book, o, pass)
		if err == nil {
			p.Step(1, 2, "记入账本")
			_, err = d.Book.Do(act, by)
		}
		p.Step(2, 2, "")
		return signedNow{err}
	}}
}

// askUnseen asks once more before a sign-off of what nobody looked at.
func (s *Sign) askUnseen() screen.Action {
	c := s.coverage
	return screen.Ask{Title: "一张凭证也没有查过", Lines: []string{fmt.Sprintf("%s会计录的 %d 张凭证，没有一张打过查账记号或写过底稿。", s.order.Period.Chinese(), c.Vouchers-c.Closing),
		"签认是说您看过这些账。审签页和审查报告会照实印：查过 0 张。"}, Choices: []string{"先不签，回去查", "没有逐张查，仍要签认"},
		Then: func(n int) tea.Msg { return unseenTold{n == 1} }}
}

// wrongPassphrase marks the error of [ledger.Signer] for a wrong passphrase.
const wrongPassphrase = "（K01）"

func (s *Sign) done(err error) screen.Action {
	s.pass.SetText("")
	if err != nil {
		s.stamp = s.d.Stamp()
		ps := desk.Problems(err)
		if len(ps) == 0 {
			ps = []ledger.Problem{{Field: "passphrase", Code: ledger.CodeBadValue, Text: desk.FirstLine(err.Error())}}
		}
		s.form.SetProblems(ps)
		s.form.Focus("passphrase")
		if strings.Contains(err.Error(), wrongPassphrase) {
			if s.wrong++; s.wrong >= 3 {
				return screen.Ask{Title: "密码不对", Lines: []string{fmt.Sprintf("已输错 %d 次。密码找不回来，别人也不能代查；可以慢慢想，输错多少次都不会锁住。", s.wrong),
					"确实忘了：选“去换密钥”，按 F4 停用这一把（原因“忘记密码”），另做一把，按 Esc 回来接着签。以前的签字仍然有效。"},
					Choices: []string{"再试", "去换密钥"}, Then: func(n int) tea.Msg { return lostAnswer{n == 1} }}
			}
		}
		return screen.Notice{Text: "没有签成，原因见密码下面。", Bad: true}
	}
	return screen.Many{s.leave(true), screen.Notice{Text: "已签字：" + s.terms.Title + "。"}}
}
