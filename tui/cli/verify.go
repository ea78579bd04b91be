package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
)

// exitDamaged is for a book whose content is not what it was.
const exitDamaged = 5

// proofJSON is the shape of verify --json.
type proofJSON struct {
	Path       string          `json:"path"`
	OK         bool            `json:"ok"`
	Head       string          `json:"head"`
	Entries    int             `json:"entries"`
	Vouchers   int             `json:"vouchers"`
	Members    int             `json:"members"`
	Files      int             `json:"files"`
	Faults     []problemJSON   `json:"faults"`
	Notes      []string        `json:"notes"`
	Signatures []signatureJSON `json:"signatures"`
	Against    *againstJSON    `json:"against"` // null when the log cannot be read
}

type signatureJSON struct {
	No     uint64   `json:"no"`
	Title  string   `json:"title"`
	By     string   `json:"by"`
	Key    string   `json:"key"` // fingerprint
	OK     bool     `json:"ok"`
	Text   string   `json:"text"`
	Remark []string `json:"notes"`
}

type againstJSON struct {
	Paper   string   `json:"paper"`   // "" when only the book's own signatures were at hand
	Verdict string   `json:"verdict"` // unproven same extended shorter rewritten other
	Code    string   `json:"code"`
	Size    uint64   `json:"size"`
	Sound   uint64   `json:"sound"`
	Bad     uint64   `json:"bad"`
	Added   uint64   `json:"added"`
	Missing uint64   `json:"missing"`
	Text    []string `json:"text"`
	Limits  []string `json:"limits"`
}

func (s *session) verifyCmd() *cobra.Command {
	var asJSON bool
	var against string
	c := &cobra.Command{
		Use: "verify [FILE] [--against 核对码|二维码内容|文件]", Short: "核对一本账或一份备份是否完整、没有被改动",
		Long: "核对账本或备份：重新计算每条记录的校验值，按日志重放一遍再逐项对照，逐份核对账本里的签字。不改动文件。\n" +
			"加 --against，再与账本以外留下的一份对照：公示表上印的 25 位核对码、报表下面印的长核对码、二维码扫出来的文字，存到U盘的签字文件，\n" +
			"或另一份账本（备份、审计副本、审计包）：两份完整的日志能说出从哪一条起不同。",
		RunE: func(c *cobra.Command, args []string) error {
			path, _, err := s.path()
			switch {
			case c.Flags().Changed("against") && strings.TrimSpace(against) == "":
				return wrong("--against 后面是空的，没有可以对照的。请写上核对码、二维码内容或签字文件；没有时不要写 --against。")
			case len(args) > 1:
				return wrong("一次只能核对一个文件。核对码中间有空格时，请用引号括起来。")
			case len(args) == 1:
				path = args[0]
			case err != nil:
				return err
			}
			return s.verify(path, against, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "结果写成 JSON")
	c.Flags().StringVar(&against, "against", "", "与账本以外留下的一份`对照`：核对码、二维码内容、签字文件或另一份账本")
	return c
}

func (s *session) verify(path, against string, asJSON bool) error {
	p, err := s.prove(path, against)
	if err != nil {
		return err
	}
	for _, note := range p.Notes {
		s.say("%s", note)
	}
	if asJSON {
		s.json(proofOf(path, p))
	} else {
		s.out("%s：记录 %d 条，凭证 %d 张，会员 %d 人，附件 %d 个。\n核对码 %s", path, p.Entries, p.Vouchers, p.Members, p.Files, p.Head)
		s.tellProof(p)
	}
	if len(p.Faults) > 0 {
		s.problems(p.Faults)
		s.say("核对没有通过：%d 处不符。文件未改动。请通知经审人员，并用备份对照。", len(p.Faults))
		return ended(exitDamaged)
	}
	if !p.Sound() {
		s.say("核对没有通过：账本自身前后一致，但与签字或留下的一份不符（见上）。文件未改动，请保留并通知经审人员。")
		return ended(exitDamaged)
	}
	s.say("核对通过，没有发现改动或缺失。")
	return nil
}

func (s *session) prove(path, against string) (ledger.Proof, error) {
	tell := func(done, total int, what string) bool { return s.progress(done, total, what) }
	switch {
	case against == "" && s.locked(path):
		return s.provePacked(path, ledger.PaperMark{})
	case against == "":
		defer s.stoppable()()
		return s.Shelf.Verify(path, tell)
	case s.Notary == nil:
		return ledger.Proof{}, wrong("这个程序不能对照核对码。")
	}
	paper, err := s.Notary.ReadPaper(against)
	if err != nil {
		return ledger.Proof{}, notPaper(against, err)
	}
	if s.locked(path) {
		return s.provePacked(path, paper)
	}
	defer s.stoppable()()
	return s.Notary.VerifyAgainst(path, paper, tell)
}

// notPaper adds to what is wrong with a code that there is no file of that name
// either, when it has no digit and so was hardly meant as a code.
func notPaper(against string, err error) error {
	if _, there := os.Lstat(against); there == nil || strings.ContainsAny(ledger.FoldWidth(against), "0123456789") {
		return err
	}
	return wrong("--against：没有找到文件“%s”，它也不是核对码（25 位数字）。请检查文件名和所在文件夹。", against)
}

// tellProof says what became of the signatures and of the comparison. What the
// answer cannot see belongs under it.
func (s *session) tellProof(p ledger.Proof) {
	for _, g := range p.Signatures {
		mark := "有效"
		if !g.Holds {
			mark = "不符"
		}
		s.out("签字 %d：%s：%s。%s%s", g.No, mark, g.Title, g.Text, strings.Join(g.Notes, ""))
		if g.Key != "" {
			s.out("  密钥指纹 %s", g.Key)
		}
	}
	if p.Against == nil {
		return
	}
	s.out("%s", strings.Join(p.Against.Lines, "\n"))
	for _, l := range p.Against.Limits {
		s.out("· %s", l)
	}
}

func proofOf(path string, p ledger.Proof) proofJSON {
	out := proofJSON{Path: ledger.Plain(path), OK: p.Sound(), Head: p.Head.String(), Entries: p.Entries, Vouchers: p.Vouchers, Members: p.Members, Files: p.Files,
		Faults: problemsJSON(p.Faults), Notes: plainAll(p.Notes), Signatures: []signatureJSON{}}
	for _, g := range p.Signatures {
		out.Signatures = append(out.Signatures, signatureJSON{g.No, ledger.Plain(g.Title), ledger.Plain(g.Person), g.Key, g.Holds, ledger.Plain(g.Text), plainAll(g.Notes)})
	}
	if a := p.Against; a != nil {
		out.Against = &againstJSON{ledger.Plain(a.Paper), a.Verdict, a.Code, a.Size, a.Sound, a.Bad, a.Added, a.Missing, plainAll(a.Lines), plainAll(a.Limits)}
	}
	return out
}

func plainAll(texts []string) []string {
	out := []string{}
	for _, s := range texts {
		out = append(out, ledger.Plain(s))
	}
	return out
}
