package pack

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	safecsv "huizhang/ledger/render/csv"
	"huizhang/store"
	"huizhang/store/sign"
)

// attachments writes each content once, under the first voucher that names it,
// and a table of all.
func (x *contents) attachments() error {
	t := table("附件目录", "凭证", "原来的文件名", "大小（字节）", "SHA-256", "在包里的位置")
	for v := range x.vouchers() {
		for i, f := range x.r.EvidenceOf(&v).Files {
			place, done := x.places[f.Hash]
			if !done {
				place = placeOf(v, i, f)
				err := x.attach(place, v.Ref(), f)
				var lost *store.Fault
				if errors.As(err, &lost) && lost.Code == "A01" {
					x.w.index.Missing = append(x.w.index.Missing, ledger.Problem{Field: f.Hash, Subject: v.Ref(), Code: "A01", Text: lost.Text})
					t.row(v.Ref(), f.Name, fmt.Sprint(f.Size), f.Hash, "缺：账本里的原文件已丢失或被改动")
					continue
				}
				if err != nil {
					return err
				}
				x.places[f.Hash] = place
			}
			x.w.index.Attachments = append(x.w.index.Attachments, attachment{Path: place, Hash: f.Hash, Name: f.Name, Size: f.Size, Voucher: v.Ref()})
			t.row(v.Ref(), f.Name, fmt.Sprint(f.Size), f.Hash, place)
		}
	}
	return x.both("附件/附件目录", "附件目录", x.doc("附件目录", t))
}

// vouchers are all that stand in the book, posted ones first.
func (x *contents) vouchers() func(func(ledger.Voucher) bool) {
	return func(yield func(ledger.Voucher) bool) {
		for v := range x.r.Posted(ledger.Period{}) {
			if !yield(v) {
				return
			}
		}
		for v := range x.r.Pending() {
			if !yield(v) {
				return
			}
		}
	}
}

// placeOf is where an attachment lies in the pack: readable, and free for sure.
func placeOf(v ledger.Voucher, i int, f ledger.File) string {
	folder := v.Ref()
	if v.Number == 0 {
		folder = fmt.Sprintf("草稿-%d", v.ID)
	}
	place := fmt.Sprintf("附件/%s/%02d-%s", folder, i+1, store.SafeName(f.Name))
	if !safeName(place) {
		place = fmt.Sprintf("附件/%s/%02d-%s", folder, i+1, f.Hash)
	}
	return inert(place)
}

// attach copies one file. It is proven first, because an entry of a zip that was
// begun cannot be taken back.
func (x *contents) attach(place, ref string, f ledger.File) error {
	if !x.tell.goOn(0, 0, "附件 "+ref) {
		return errStopped("")
	}
	if err := x.files.Check(f); err != nil {
		return err
	}
	return x.w.add(place, "附件："+ref+" "+f.Name, asItIs, func(w io.Writer) error {
		r, err := x.files.Open(f.Hash)
		if err != nil {
			return err
		}
		defer r.Close()
		_, err = io.Copy(w, r)
		return err
	})
}

// audit is what the audit committee did so far, and what the checks find today.
func (x *contents) audit() error {
	raised := table("审计问题", "编号", "对象", "问题", "依据", "级别", "期间", "金额", "责任人", "期限", "状态")
	said := table("问题的往来", "编号", "种类", "谁", "时间", "内容", "对应凭证", "其他材料")
	for f := range x.r.Findings() {
		raised.row(f.ID.String(), f.Ref, f.Title, f.Clause, severity(f.Severity), f.Period.Chinese(), f.Amount.String(), f.Owner, day(f.Due), f.State.Chinese())
		for _, m := range f.Remarks {
			said.row(f.ID.String(), remark(m.Kind), m.By, ledger.Clock(m.At), m.Text, x.ref(m.Voucher), m.Paper)
		}
	}
	ticks := table("查账记号", "凭证", "谁", "时间", "备注", "已取消")
	for t := range x.r.AllTicks() {
		ticks.row(x.ref(t.Voucher), t.By, ledger.Clock(t.At), t.Note, yes(t.Off))
	}
	samples := table("抽样", "编号", "期间", "方法", "谁", "凭证", "为什么抽中", "作废")
	for s := range x.r.Samples() {
		for _, it := range s.Items {
			samples.row(s.ID.String(), s.Period.Chinese(), sample.Method(s.Method).String(), s.By, it.Ref, it.Why, s.Void)
		}
	}
	if err := x.both("审计/问题和记号", "审计问题、答复、查账记号、抽样", x.doc("审计问题、答复、查账记号、抽样", raised, said, ticks, samples)); err != nil {
		return err
	}
	return x.checks()
}

// checks is the self-check that an audit asks for.
func (x *contents) checks() error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	res, err := audit.Run(ctx, x.r, ledger.Period{}, x.o.Today, func(done, total int) {
		if !x.tell.goOn(done, total, "自查") {
			cancel()
		}
	})
	if errors.Is(err, context.Canceled) {
		return errStopped("")
	}
	if err != nil {
		return err
	}
	found := table("自查发现", "项目", "级别", "问题", "说明", "凭证或对象", "金额")
	for _, f := range res.Found {
		amount := ""
		if f.Amount != nil {
			amount = f.Amount.String()
		}
		found.row(checkName(f.ID), severity(f.Severity), f.Title, f.Text, strings.Join(f.Keys, "、"), amount)
	}
	not := table("查不了的项目", "项目", "原因")
	for _, u := range res.Unchecked {
		not.row(checkName(u.ID), u.Reason)
	}
	all := table("检查的项目", "项目", "名称", "问什么", "依据", "依据可靠不可靠")
	for _, c := range audit.Checks() {
		all.row(checkName(c.ID), c.Title, c.Question, c.Basis, confidence(c.Confidence))
	}
	return x.both("审计/自查结果", "按经审清单自查的结果", x.doc("按经审清单自查的结果", found, not, all))
}

// checkName is the number of a check on the auditor's list; some have only a
// name for the program.
func checkName(id string) string {
	if id != "" && id[0] >= 'a' && id[0] <= 'z' {
		return "其他"
	}
	return id
}

func confidence(mark string) string {
	return cmp.Or(map[string]string{"A": "读过法规全文", "B": "官方网页或报道摘录", "C": "转载或个别单位做法", "G": "未核实"}[mark], mark)
}

func (x *contents) ref(id ledger.VoucherID) string {
	if id == 0 {
		return ""
	}
	v, _ := x.r.Voucher(id)
	return v.Ref()
}

func day(d ledger.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func severity(s string) string {
	return map[string]string{"error": "严重", "warn": "一般", "note": "提示"}[s]
}

func remark(s string) string {
	return map[string]string{"question": "提出", "answer": "答复", "close": "销号", "reopen": "重开"}[s]
}

func signed(kind string) string {
	return cmp.Or(map[string]string{ledger.SignDisclosure: "收支公示", ledger.SignYear: "年度结账", ledger.SignOff: "经审签认", ledger.SignHandover: "工作交接"}[kind], kind)
}

// signatures writes the signed statements word for word, and the public keys
// that prove them.
func (x *contents) signatures() error {
	keys := table("签字密钥（公开的一半）", "第几把", "谁", "指纹", "验证用的公钥", "登记", "停用", "停用原因")
	for _, k := range x.r.Keys() {
		finger := ""
		if p, err := sign.ParsePublic(k.Verifier); err == nil {
			finger = p.Fingerprint()
		}
		keys.row(fmt.Sprint(k.No), k.Person, finger, k.Verifier, ledger.Clock(k.From), ledger.Clock(k.Until), k.Why)
	}
	t := table("签字", "第几份", "种类", "期间", "谁", "时间", "记录数", "根值", "核对码", "在包里的位置")
	for s := range x.r.Signatures() {
		place := fmt.Sprintf("签字/%04d-%s-%s.txt", s.No, signed(s.Kind), s.Period)
		t.row(fmt.Sprint(s.No), signed(s.Kind), s.Period.Chinese(), s.By, ledger.Clock(s.At), fmt.Sprint(s.Size), s.Root, s.Code, place)
		if err := x.w.text(place, "签字文件（原样）", string(s.Note)); err != nil {
			return err
		}
	}
	return x.both("签字/签字目录", "签字和公钥", x.doc("签字和公钥", t, keys))
}

// log writes the log twice: a table, and before and after in words.
func (x *contents) log() error {
	total := int(x.r.Head().Size)
	err := x.w.add("日志/日志.csv", "操作日志", textLevel, func(w io.Writer) error {
		if _, err := io.WriteString(w, safecsv.Mark); err != nil {
			return err
		}
		c := csv.NewWriter(w)
		c.Write([]string{"序号", "时间", "操作人", "操作代号", "做了什么", "原因", "操作编号"})
		for e := range x.r.Log(1, false) {
			if e.Seq%500 == 0 && !x.tell.goOn(int(e.Seq), total, "日志") {
				return errStopped("")
			}
			c.Write([]string{fmt.Sprint(e.Seq), ledger.Clock(e.Time), guard(e.Operator), e.Act, guard(e.Title), guard(e.Reason), guard(e.ID)})
		}
		c.Flush()
		return c.Error()
	})
	if err != nil {
		return err
	}
	return x.w.add("日志/日志.txt", "操作日志，逐条写明改动前后", textLevel, func(w io.Writer) error {
		b := bufio.NewWriter(w)
		b.WriteString(safecsv.Mark)
		for e := range x.r.Log(1, false) {
			if e.Seq%500 == 0 && !x.tell.goOn(int(e.Seq), total, "日志") {
				return errStopped("")
			}
			fmt.Fprintf(b, "%d　%s　%s　%s\n", e.Seq, ledger.Clock(e.Time), ledger.Plain(e.Operator), ledger.Plain(e.Title))
			if e.Reason != "" {
				fmt.Fprintf(b, "    原因：%s\n", ledger.Plain(e.Reason))
			}
			for _, c := range e.Changes {
				for _, l := range hidden(ledger.Describe(c, x.r)) {
					fmt.Fprintf(b, "    %s\n", ledger.Plain(l))
				}
			}
		}
		return b.Flush()
	})
}

func guard(s string) string { return safecsv.Guard(ledger.Plain(s)) }

// hidden puts phones and days of birth out of the words of a change (domain
// rules §21: hidden in audit working papers). The sensitive file of a case tells
// nothing of itself.
func hidden(lines []string) []string {
	return slices.Collect(func(yield func(string) bool) {
		for _, l := range lines {
			for _, name := range []string{"电话", "手机", "出生日期", "地址", "身份证号", "银行卡号"} {
				if strings.HasPrefix(strings.TrimSpace(l), name+"：") {
					l = "  " + name + "：（已遮住）"
				}
			}
			if !yield(l) {
				return
			}
		}
	})
}
