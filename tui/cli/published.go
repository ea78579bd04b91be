package cli

import (
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
)

// disclosureName is the one report that is published and kept as it was.
const disclosureName = "disclosure"

// posted prints a disclosure as it was published, with its code and QR code and
// who signed it, not as the book would make it today.
func (s *session) posted(period ledger.Period, format render.Format, o asked) error {
	version, err := versionNamed(o.of)
	if err != nil {
		return err
	}
	return s.read(func(r ledger.Reader) error {
		n, err := noticeFor(r, period, version)
		if err != nil {
			return err
		}
		doc, err := report.Posted(n, report.SignaturesOf(r, n)...)
		if err != nil {
			return err
		}
		if last := report.LastVersion(r, n.Period); last > n.Version {
			s.say("请注意：%s后来又公示了第 %d 版，这里印的是第 %d 版。", n.Period.Chinese(), last, n.Version)
		}
		if diff := report.Differences(r, n); len(diff) > 0 {
			s.say("请注意：公示以后账面变了 %d 行，印出的仍是公示时的数字：", len(diff))
			for _, d := range diff {
				s.say("  %s：%s", d.Subject, d.Text)
			}
		}
		return s.render(doc, format, o)
	})
}

// versionNamed reads which version is meant: 2 or 版-2; 0 is the newest.
func versionNamed(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	text = strings.TrimSpace(ledger.FoldWidth(text))
	n, err := strconv.Atoi(strings.TrimPrefix(text, "版-"))
	if err != nil || n < 1 {
		return 0, wrong("--of：看不懂“%s”。和 --published 一起用时写第几版，例如 --of 2。", text)
	}
	return n, nil
}

// noticeFor finds what was published: of a period, or with none the newest of
// all; version 0 is the newest.
func noticeFor(r ledger.Reader, period ledger.Period, version int) (ledger.Notice, error) {
	var out ledger.Notice
	var others []string
	for n := range r.Notices() {
		if period == (ledger.Period{}) && n.At >= out.At || n.Period == period && (version == 0 || n.Version == version) {
			out = n
		}
		if n.Version == 1 {
			others = append(others, n.Period.String())
		}
	}
	if out.Version > 0 && period == (ledger.Period{}) && version > 0 {
		return noticeFor(r, out.Period, version)
	}
	switch {
	case out.Version > 0:
		return out, nil
	case len(others) == 0:
		return out, wrong("这本账还没有公示过。现在的账可以不加 --published 先印出来看；公示要在“收支公示”里办。")
	case report.LastVersion(r, period) > 0:
		return out, wrong("%s没有第 %d 版公示，只有 %d 版。", period.Chinese(), version, report.LastVersion(r, period))
	}
	return out, wrong("%s没有公示过。公示过的期间：%s。", period.Chinese(), strings.Join(others, "、"))
}

// suggest tells whoever prints the book of today that there is a published one.
func (s *session) suggest(r ledger.Reader, doc *report.Document) {
	if n := report.LastVersion(r, doc.Period); doc.Name == disclosureName && n > 0 {
		s.say("这是按现在的账做的。%s已公示过（第 %d 版），要印公示的原样（带核对码和二维码），请加 --published。", doc.Period.Chinese(), n)
	}
}
