package report

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// frozen reads a disclosure as it was published, with what has to be said above
// it: which version it is, and where the book no longer agrees.
func frozen(r ledger.Reader, p ledger.Period, version int) (*report.Document, []string, error) {
	n, ok := r.Notice(p, version)
	if !ok {
		return nil, nil, ledger.Errf(ledger.CodeUnknown, "没有%s第 %d 版公示。", p.Chinese(), version)
	}
	doc, err := report.Frozen(n)
	if err != nil {
		return nil, nil, err
	}
	notes := []string{fmt.Sprintf("公示原样：第 %d 版，%s，校验码 %s", n.Version, n.Place, Short(n.Hash))}
	diff := report.Differences(r, n)
	const most = 3
	for i, d := range diff {
		if i == most {
			notes = append(notes, fmt.Sprintf("另有 %d 行与账面不符", len(diff)-most))
			break
		}
		notes = append(notes, "与账面不符："+d.Subject+" "+d.Text)
	}
	return doc, notes, nil
}

// Short is the beginning of a hash, enough to compare by eye.
func Short(hash string) string {
	return hash[:min(12, len(hash))]
}
