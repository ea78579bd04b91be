package finding

import (
	"fmt"
	"time"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// levels are the severities as people choose them.
func levels() []widget.Option {
	return []widget.Option{{Key: "error", Text: "严重"}, {Key: "warn", Text: "一般"}, {Key: "note", Text: "提示"}}
}

func level(key string) string {
	for _, o := range levels() {
		if o.Key == key {
			return o.Text
		}
	}
	return key
}

func levelLook(key string) widget.Look {
	switch key {
	case "error":
		return widget.Red
	case "warn":
		return widget.Warning
	}
	return widget.Muted
}

func stateLook(s ledger.FindingState) widget.Look {
	switch s {
	case ledger.FindingOpen:
		return widget.Warning
	case ledger.FindingAnswered:
		return widget.Strong
	}
	return widget.Good
}

// late reports that a finding that is not closed is past its day.
func late(f ledger.Finding, today ledger.Day) bool {
	return f.State != ledger.FindingClosed && f.Due != 0 && f.Due < today
}

// said names what a remark is.
func said(kind string) string {
	switch kind {
	case "question":
		return "提出"
	case "answer":
		return "答复"
	case "close":
		return "销号"
	case "reopen":
		return "重开"
	}
	return kind
}

// dueText says when a finding is due, and how late it is.
func dueText(f ledger.Finding, today ledger.Day) string {
	switch {
	case f.Due == 0:
		return "不限期"
	case late(f, today):
		return fmt.Sprintf("%s，已过期 %d 天", f.Due, today.DaysSince(f.Due))
	}
	return f.Due.String()
}

// day is the calendar day of a moment on this machine's clock.
func day(at int64, zone *time.Location) string {
	return ledger.Today(time.Unix(at, 0).In(zone)).String()
}
