package home

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// askKept offers what was left behind; each form can be taken up.
func (s *Screen) askKept() screen.Action {
	ask := screen.Ask{Title: "上次有没填完的内容", Then: func(i int) tea.Msg { return keptAnswer(i) }}
	for _, f := range s.kept {
		ask.Lines = append(ask.Lines, f.Title)
		ask.Choices = append(ask.Choices, "接着填："+f.Title)
	}
	throw := "全部丢弃"
	if len(s.kept) == 1 {
		ask.Choices, throw = []string{"接着填"}, "丢弃"
	}
	ask.Lines = append(ask.Lines, "程序关闭前已替您保存。")
	ask.Choices = append(ask.Choices, "以后再说", throw)
	return ask
}

// keptAnswered takes one up, leaves all, or throws all away.
func (s *Screen) keptAnswered(choice int) (screen.Action, tea.Cmd) {
	switch {
	case choice >= 0 && choice < len(s.kept):
		return takeUp(s.kept[choice]), nil
	case choice == len(s.kept)+1:
		var cmds []tea.Cmd
		for _, f := range s.kept {
			cmds = append(cmds, s.d.Kept.Drop(f.Kind))
		}
		s.kept = nil
		s.move(0)
		return screen.Notice{Text: "没填完的内容已经丢弃。"}, tea.Batch(cmds...)
	}
	return screen.Stay{}, nil
}

// takeUp opens the screen that a kept form belongs to.
func takeUp(f desk.Form) screen.Action {
	switch f.Kind {
	case "voucher":
		return screen.Open{Route: screen.VoucherForm{Kept: true}}
	case "member":
		return screen.Open{Route: screen.MemberForm{Kept: true}}
	case "stock":
		return screen.Open{Route: screen.Stock{Kept: true}}
	case "year-plan":
		return screen.Open{Route: screen.YearPlan{Kept: true}}
	case "dues":
		return screen.Open{Route: screen.DuesGrid{}}
	case "case":
		return screen.Open{Route: screen.CaseForm{Kept: true}}
	case "fund":
		return screen.Open{Route: screen.FundMoves{Kept: true}}
	case "gift":
		return screen.Open{Route: screen.GiftForm{Kept: true}}
	case "event":
		return screen.Open{Route: screen.EventForm{Kept: true}}
	case "finding":
		return screen.Open{Route: screen.FindingForm{Kept: true}}
	case "sample":
		return screen.Open{Route: screen.SamplePlan{Kept: true}}
	case "work-paper":
		sample, err := strconv.ParseUint(f.Route["sample"], 10, 63)
		voucher, wrong := strconv.ParseUint(f.Route["voucher"], 10, 63)
		if err == nil && wrong == nil {
			return screen.Open{Route: screen.WorkPaper{ID: ledger.SampleID(sample), Voucher: ledger.VoucherID(voucher)}}
		}
	case "finding-answer":
		if n, err := strconv.ParseUint(f.Route["id"], 10, 63); err == nil {
			return screen.Open{Route: screen.FindingAnswer{ID: ledger.FindingID(n), Kept: true}}
		}
	case "attend", "prizes":
		if n, err := strconv.ParseUint(f.Route["id"], 10, 63); err == nil && f.Kind == "attend" {
			return screen.Open{Route: screen.Attendance{ID: ledger.EventID(n)}}
		} else if err == nil {
			return screen.Open{Route: screen.Prizes{ID: ledger.EventID(n)}}
		}
	case "paper":
		if p, err := ledger.ParsePeriod(f.Route["period"]); err == nil {
			return screen.Open{Route: screen.AuditReport{Kind: f.Route["kind"], Period: p}}
		}
	case "handover":
		if m, err := ledger.ParseMonth(f.Route["month"]); err == nil {
			return screen.Open{Route: screen.Handover{Month: m}}
		}
	case "sign":
		if n, err := strconv.ParseUint(f.Route["sheet"], 10, 63); err == nil {
			return screen.Open{Route: screen.SheetSign{ID: ledger.SheetID(n)}}
		}
	}
	return screen.Notice{Text: "没填完的内容来自另一个版本，打不开。", Bad: true}
}
