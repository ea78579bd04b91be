package cli

import (
	"github.com/spf13/cobra"

	"huizhang/ledger"
)

// exitDamaged is for a book whose content is not what it was.
const exitDamaged = 5

// proofJSON is the shape of verify --json.
type proofJSON struct {
	Path     string        `json:"path"`
	OK       bool          `json:"ok"`
	Head     string        `json:"head"`
	Entries  int           `json:"entries"`
	Vouchers int           `json:"vouchers"`
	Members  int           `json:"members"`
	Files    int           `json:"files"`
	Faults   []problemJSON `json:"faults"`
	Notes    []string      `json:"notes"`
}

func (s *session) verifyCmd() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "verify [FILE]", Short: "核对一本账或一份备份是否完整、没有被改动",
		Long: "核对账本或备份：重新计算每条记录的校验值，按日志重放一遍再逐项对照。不改动文件。",
		RunE: func(_ *cobra.Command, args []string) error {
			path, _, err := s.path()
			switch {
			case len(args) > 1:
				return wrong("一次只能核对一个文件。")
			case len(args) == 1:
				path = args[0]
			case err != nil:
				return err
			}
			return s.verify(path, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "结果写成 JSON")
	return c
}

func (s *session) verify(path string, asJSON bool) error {
	p, err := s.Shelf.Verify(path, func(done, total int, what string) bool { return s.progress(done, total, what) })
	s.progressEnd()
	if err != nil {
		return err
	}
	for _, note := range p.Notes {
		s.say("%s", note)
	}
	if asJSON {
		notes := []string{}
		for _, n := range p.Notes {
			notes = append(notes, ledger.Plain(n))
		}
		s.json(proofJSON{ledger.Plain(path), len(p.Faults) == 0, p.Head.String(), p.Entries, p.Vouchers, p.Members, p.Files, problemsJSON(p.Faults), notes})
	} else {
		s.out("%s：记录 %d 条，凭证 %d 张，会员 %d 人，附件 %d 个。\n核对码 %s", path, p.Entries, p.Vouchers, p.Members, p.Files, p.Head)
	}
	if len(p.Faults) > 0 {
		s.problems(p.Faults)
		s.say("核对没有通过：%d 处不符。文件未改动。请通知经审人员，并用备份对照。", len(p.Faults))
		return ended(exitDamaged)
	}
	s.say("核对通过，没有发现改动或缺失。")
	return nil
}
