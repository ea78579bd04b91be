package pack_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/notary"
	"huizhang/store/pack"
	"huizhang/store/sign"
	"huizhang/store/storetest"
)

const (
	auditor = "钱经审"
	word    = "三只 青蛙 跳过 田埂"
)

// world is a treasurer's book in which the auditor's key is registered.
type world struct {
	*storetest.Desk
	key  *sign.Key
	head ledger.Head
}

func newWorld(t testing.TB) *world {
	w := &world{Desk: storetest.Rich(t)}
	w.key = w.newKey(t, auditor)
	w.View(func(r ledger.Reader) error { w.head = r.Head(); return nil })
	return w
}

// newKey registers a key in the treasurer's book.
func (w *world) newKey(t testing.TB, who string) *sign.Key {
	k, err := sign.Generate(who, storetest.Unit().BookID, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	w.As(who, func() { w.Must(t, notary.AddKey{Person: who, Verifier: k.Public.String()}) })
	return k
}

// letter signs a parcel as SendFindings does; change may spoil the statement.
func (w *world) letter(t testing.TB, p audit.Parcel, k *sign.Key, change func(*sign.Statement)) []byte {
	t.Helper()
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	month := ledger.MonthOf(2026, 1)
	st := sign.Statement{Kind: sign.Findings, Book: p.Book, Unit: "青山小学", Period: ledger.MonthPeriod(month), Day: month.Last(), Document: sha256.Sum256(raw)}
	if st.Head, err = sign.HeadOf(p.Head); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(&st)
	}
	note, err := sign.Sign(st, k)
	if err != nil {
		t.Fatal(err)
	}
	out, _ := json.Marshal(map[string]any{"format": 1, "kind": "huizhang findings", "note": string(note), "parcel": json.RawMessage(raw)})
	return out
}

// parcel is one with a finding, a remark and a tick.
func (w *world) parcel() audit.Parcel {
	p := audit.Parcel{Book: storetest.Unit().BookID, Head: w.head, By: auditor, At: 1_780_100_000}
	w.View(func(r ledger.Reader) error {
		for v := range r.Posted(ledger.Period{}) {
			p.Vouchers = append(p.Vouchers, audit.VoucherMark{ID: v.ID, Ref: v.Ref(), Digest: audit.VoucherDigest(&v)})
		}
		return nil
	})
	v := p.Vouchers[0]
	p.Findings = []ledger.Finding{{ID: 1, UID: strings.Repeat("a1", 16), On: fmt.Sprintf("voucher/%d", v.ID), Ref: v.Ref, Title: "缺发票", Severity: "warn", State: ledger.FindingOpen,
		Remarks: []ledger.Remark{{Kind: "question", By: auditor, At: 1_780_090_000, Text: "发票呢"}}}}
	p.Ticks = []ledger.Tick{{Voucher: v.ID, By: auditor, At: 1_780_090_100}}
	return p
}

func (w *world) file(t testing.TB, raw []byte) string {
	path := filepath.Join(t.TempDir(), "结果.json")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (w *world) refused(t *testing.T, name, want string, raw []byte) {
	t.Helper()
	_, err := w.Do(pack.Merge{File: raw}, w.Stamp())
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, want %q", name, err, want)
	}
}

func TestMergeRefuses(t *testing.T) {
	w := newWorld(t)
	good := w.letter(t, w.parcel(), w.key, nil)
	stranger, _ := sign.Generate(auditor, storetest.Unit().BookID, rand.Reader)
	w.refused(t, "unknown key of the same name", "没有在这本账里登记", w.letter(t, w.parcel(), stranger, nil))
	keeper := w.newKey(t, "王会计")
	w.refused(t, "the treasurer signs", "签字的却是别人", w.letter(t, w.parcel(), keeper, nil))
	own := w.parcel()
	own.By = "王会计"
	w.refused(t, "the treasurer as auditor", "不是经审人员", w.letter(t, own, keeper, nil))
	w.refused(t, "another occasion", "不是审查意见", w.letter(t, w.parcel(), w.key, func(s *sign.Statement) { s.Kind = sign.SignOff }))
	w.refused(t, "another document", "改动过", w.letter(t, w.parcel(), w.key, func(s *sign.Statement) { s.Document[0] ^= 1 }))
	w.refused(t, "another head signed", "不是同一份", w.letter(t, w.parcel(), w.key, func(s *sign.Statement) { s.Head.Size++ }))
	p := w.parcel()
	p.Book = strings.Repeat("9", 32)
	w.refused(t, "another book", "另一本账", w.letter(t, p, w.key, nil))
	p = w.parcel()
	p.Head.Size += 100
	w.refused(t, "older copy", "旧的副本", w.letter(t, p, w.key, nil))
	p = w.parcel()
	p.Head.Root = strings.Repeat("0", 64)
	w.refused(t, "rewritten", "改动过", w.letter(t, p, w.key, nil))
	for i := range good { // no byte may change unseen; the numbers of keys are few enough
		if i%97 == 0 {
			bad := slices.Clone(good)
			bad[i] ^= 2
			if r, err := w.Do(pack.Merge{File: bad}, w.Stamp()); err == nil {
				t.Fatalf("byte %d: taken: %s", i, r.Title)
			}
		}
	}
	w.As(auditor, func() {
		if _, err := w.Do(pack.Merge{File: good}, w.Stamp()); err == nil {
			t.Error("the auditor takes it himself")
		}
		w.Must(t, ledger.RetireKey{No: 1, Why: ledger.WhyLost})
	})
	w.refused(t, "retired", "已停用", good)
}

func TestMergeTakesOnlyTheSignersWords(t *testing.T) {
	w := newWorld(t)
	p := w.parcel()
	p.Findings[0].Remarks = append(p.Findings[0].Remarks, ledger.Remark{Kind: "answer", By: "王会计", At: 1_780_095_000, Text: "我错了"},
		ledger.Remark{Kind: "close", By: "别的经审", At: 1_780_096_000, Text: "算了"}, ledger.Remark{Kind: "answer", By: auditor, At: 1_780_097_000, Text: "替会计答"})
	p.Ticks = append(p.Ticks, ledger.Tick{Voucher: p.Vouchers[1].ID, By: "李审核", At: 1_780_090_100})
	p.Samples = []ledger.Sample{{UID: strings.Repeat("b2", 16), By: "李审核"}}
	p.Vouchers[2].Digest = strings.Repeat("0", 64)
	p.Ticks = append(p.Ticks, ledger.Tick{Voucher: p.Vouchers[2].ID, By: auditor, At: 1_780_090_100})
	p.Findings = append(p.Findings, ledger.Finding{UID: strings.Repeat("c3", 16), On: fmt.Sprintf("voucher/%d", p.Vouchers[2].ID), Ref: "x", Title: "换过的凭证", Severity: "warn",
		Remarks: p.Findings[0].Remarks[:1]})
	var list ledger.FindingsList
	raw := w.letter(t, p, w.key, nil)
	w.View(func(r ledger.Reader) error {
		var err error
		_, list, err = (&pack.Packer{Books: w.Shelf}).ReadFindings(r, w.file(t, raw))
		return err
	})
	if list.Findings != 1 || list.Ticks != 1 || list.Samples != 0 || len(list.Problems) != 2 {
		t.Errorf("%+v", list)
	}
	w.Must(t, pack.Merge{File: raw})
	w.View(func(r ledger.Reader) error {
		f, _ := r.Finding(1)
		if len(f.Remarks) != 1 || f.State != ledger.FindingOpen || f.Remarks[0].By != auditor {
			t.Errorf("%+v", f)
		}
		n := 0
		for tick := range r.AllTicks() {
			if n++; tick.By != auditor {
				t.Errorf("%+v", tick)
			}
		}
		if n != 1 {
			t.Errorf("%d ticks", n)
		}
		return nil
	})
	w.refused(t, "again", "已经收回过", raw)
	err := w.Refuse(t, audit.Close{Finding: 1, Text: "没事"})
	if ledger.CodeOf(err) != ledger.CodeRole {
		t.Error(err)
	}
}

// TestMergeAnyOrder: whatever of an auditor's letters comes, in whatever order
// and however often, all he said is there once, and the last letter alone leads
// to the same words.
func TestMergeAnyOrder(t *testing.T) {
	w, round := newWorld(t), int64(0)
	rapid.Check(t, func(rt *rapid.T) {
		round++
		p := w.parcel()
		p.Findings[0].UID = fmt.Sprintf("%032x", round)
		p.Ticks[0].At += 10 * round
		var letters [][]byte
		kinds := []string{"close", "reopen"}
		for i := range rapid.IntRange(1, 4).Draw(rt, "letters") {
			if i > 0 {
				p.Findings[0].Remarks = append(slices.Clone(p.Findings[0].Remarks), ledger.Remark{Kind: kinds[i%2], By: auditor, At: 1_780_091_000 + int64(i), Text: fmt.Sprint("说", i)})
				p.Ticks[0].At++
				p.Ticks[0].Off = i%2 == 1
			}
			letters = append(letters, w.letter(t, p, w.key, nil))
		}
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(letters)-1), 0, 6).Draw(rt, "order") {
			w.Do(pack.Merge{File: letters[i]}, w.Stamp())
		}
		w.Do(pack.Merge{File: letters[len(letters)-1]}, w.Stamp())
		w.View(func(r ledger.Reader) error {
			var f ledger.Finding
			n := 0
			for x := range r.Findings() {
				if x.UID == p.Findings[0].UID {
					f = x
					n++
				}
			}
			if n != 1 || len(f.Remarks) != len(letters) {
				rt.Fatalf("%d findings, %d remarks of %d: %+v", n, len(f.Remarks), len(letters), f.Remarks)
			}
			for tick := range r.AllTicks() {
				if tick != p.Ticks[0] {
					rt.Fatalf("tick %+v, want %+v", tick, p.Ticks[0])
				}
			}
			return nil
		})
	})
}

// TestThereAndBack carries samples and working papers too, through a real pack.
func TestThereAndBack(t *testing.T) {
	d := storetest.Rich(t)
	keys := &notary.Notary{Dir: t.TempDir(), Random: rand.Reader}
	p := &pack.Packer{Books: d.Shelf, Keys: keys}
	card, add, err := keys.MakeKey(storetest.Unit().BookID, auditor, word)
	if err != nil {
		t.Fatal(err)
	}
	d.As(auditor, func() { d.Must(t, add) })
	dir := t.TempDir()
	file := filepath.Join(dir, "审.zip")
	if _, err := p.Pack(d.Path(), file, order(), nil); err != nil {
		t.Fatal(err)
	}
	book, err := p.Unpack(file, pack.FolderFor(file), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := d.Shelf.Open(book, false)
	if err != nil {
		t.Fatal(err)
	}
	copied := &storetest.Desk{Book: b, Shelf: d.Shelf, Operator: auditor}
	stamp := func(n int) ledger.Stamp {
		return ledger.Stamp{Operator: auditor, Time: 1_780_200_000 + int64(n), ID: fmt.Sprint("copy-", n)}
	}
	do := func(n int, a ledger.Act) {
		t.Helper()
		if _, err := copied.Do(a, stamp(n)); err != nil {
			t.Fatalf("%s: %v", a.Name(), err)
		}
	}
	month := ledger.MonthPeriod(ledger.MonthOf(2026, 1))
	do(1, audit.PlanSample{Sample: ledger.Sample{UID: strings.Repeat("d4", 16), Period: month, Method: "random", Size: 2, Head: "0000012341"}})
	do(2, audit.DrawSample{Sample: 1, Drawn: "352961"})
	var s ledger.Sample
	b.View(func(r ledger.Reader) error { s, _ = r.Sample(1); return nil })
	if len(s.Items) == 0 {
		t.Fatal("nothing drawn")
	}
	do(3, audit.Raise{Finding: ledger.Finding{UID: strings.Repeat("e5", 16), Title: "缺签名", On: fmt.Sprintf("voucher/%d", s.Items[0].Voucher), Ref: s.Items[0].Ref, Severity: "error"}, Question: "谁领的"})
	do(4, audit.KeepWork{Line: ledger.WorkLine{Sample: 1, Voucher: s.Items[0].Voucher, Note: "看过", Finding: 1}})
	// A finding of the treasurer's own book in the meantime takes number 1 there.
	d.As(auditor, func() {
		d.Must(t, audit.Raise{Finding: ledger.Finding{UID: strings.Repeat("f6", 16), Title: "别的", On: "month/2026-01", Ref: "2026-01", Severity: "note"}, Question: "看看"})
	})
	out := filepath.Join(dir, "结果.json")
	o := ledger.FindingsOrder{Out: out, By: auditor, At: 1_780_300_000, Today: ledger.DayOf(2026, 6, 2), Passphrase: word}
	list, err := p.SendFindings(b, o)
	if err != nil || list.Findings != 1 || list.Samples != 1 || list.Work != 1 || list.Fingerprint != card.Fingerprint {
		t.Fatalf("%+v %v", list, err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	storetest.Check(t, book)
	raw, _ := os.ReadFile(out)
	d.Must(t, pack.Merge{File: raw})
	d.View(func(r ledger.Reader) error {
		f, _ := r.Finding(2)
		got, _ := r.Sample(1)
		if f.Title != "缺签名" || !slices.Equal(got.Items, s.Items) {
			t.Errorf("%+v %+v", f, got)
		}
		n := 0
		for l := range r.WorkLines(1) {
			if n++; l.Finding != 2 || l.By != auditor {
				t.Errorf("%+v", l)
			}
		}
		if n != 1 {
			t.Errorf("%d lines", n)
		}
		act, _, err := p.ReadFindings(r, out)
		if err != nil || act != nil {
			t.Errorf("again: %v %v", act, err)
		}
		return nil
	})
}

// TestMergeTakesOnlyWhatAProgramMakes: a right signature is no licence for what
// no screen could have written. The same parcel without it is taken.
func TestMergeTakesOnlyWhatAProgramMakes(t *testing.T) {
	w := newWorld(t)
	const esc = "\x1b[2J改\u202e"
	v := w.parcel().Vouchers[0]
	var amount ledger.Money
	w.View(func(r ledger.Reader) error {
		all, ids := audit.Population(r, ledger.Period{})
		for _, x := range all {
			if ids[x.Key] == v.ID {
				amount = x.Amount
			}
		}
		return nil
	})
	drawn := func() ledger.Sample {
		return ledger.Sample{ID: 1, UID: strings.Repeat("b2", 16), By: auditor, Made: 1_780_000_000, Method: "random", Size: 1, Head: "1234", Drawn: "5678",
			Items: []ledger.SampleItem{{Voucher: v.ID, Ref: v.Ref, Amount: amount, Why: "随机抽中"}}}
	}
	line := func() audit.SentLine {
		return audit.SentLine{Sample: strings.Repeat("b2", 16), Line: ledger.WorkLine{Voucher: v.ID, By: auditor, At: 1_780_000_000, Note: "看过", Tests: []ledger.WorkTest{{Name: "有发票", Fine: "yes"}}}}
	}
	for name, spoil := range map[string]func(*audit.Parcel){
		"":                 func(*audit.Parcel) {},
		"title":            func(p *audit.Parcel) { p.Findings[0].Title = esc },
		"clause":           func(p *audit.Parcel) { p.Findings[0].Clause = esc },
		"owner":            func(p *audit.Parcel) { p.Findings[0].Owner = strings.Repeat("长", 3000) },
		"ref":              func(p *audit.Parcel) { p.Findings[0].Ref = esc },
		"check":            func(p *audit.Parcel) { p.Findings[0].Check = esc },
		"uid":              func(p *audit.Parcel) { p.Findings[0].UID = strings.Repeat("\x1b", 32) },
		"amount":           func(p *audit.Parcel) { p.Findings[0].Amount = 1 << 62 },
		"day":              func(p *audit.Parcel) { p.Findings[0].Due = 99 },
		"month":            func(p *audit.Parcel) { p.Findings[0].Period.From = 99 },
		"severity":         func(p *audit.Parcel) { p.Findings[0].Severity = "fatal" },
		"text":             func(p *audit.Parcel) { p.Findings[0].Remarks[0].Text = esc },
		"time":             func(p *audit.Parcel) { p.Findings[0].Remarks[0].At = 1 << 60 },
		"correcting one":   func(p *audit.Parcel) { p.Findings[0].Remarks[0].Voucher = v.ID },
		"kind":             func(p *audit.Parcel) { p.Findings[0].Remarks[0].Kind = "pardon" },
		"tick's note":      func(p *audit.Parcel) { p.Ticks[0].Note = esc },
		"tick's time":      func(p *audit.Parcel) { p.Ticks[0].At = 1 << 60 },
		"method":           func(p *audit.Parcel) { p.Samples[0].Method = esc },
		"sample's uid":     func(p *audit.Parcel) { p.Samples[0].UID = strings.Repeat("G", 32) },
		"sampled number":   func(p *audit.Parcel) { p.Samples[0].Items[0].Ref = "2099-01-记-0001" },
		"sampled amount":   func(p *audit.Parcel) { p.Samples[0].Items[0].Amount++ },
		"sampled twice":    func(p *audit.Parcel) { p.Samples[0].Items = append(p.Samples[0].Items, p.Samples[0].Items[0]) },
		"void":             func(p *audit.Parcel) { p.Samples[0].Void = esc },
		"line's note":      func(p *audit.Parcel) { p.Work[0].Line.Note = esc },
		"line's result":    func(p *audit.Parcel) { p.Work[0].Line.Tests[0].Fine = "maybe" },
		"line's attribute": func(p *audit.Parcel) { p.Work[0].Line.Tests[0].Name = esc },
		"line's amount":    func(p *audit.Parcel) { p.Work[0].Line.Audited = -1 << 63 },
	} {
		p := w.parcel()
		p.Samples, p.Work = []ledger.Sample{drawn()}, []audit.SentLine{line()}
		spoil(&p)
		var m audit.Merged
		if err := w.View(func(r ledger.Reader) (err error) { m, err = p.Merge(r); return err }); err != nil {
			t.Fatal(err)
		}
		if whole := m.Findings+m.Ticks+m.Samples+m.Lines == 4; whole != (name == "") {
			t.Errorf("%q: %d %d %d %d %v", name, m.Findings, m.Ticks, m.Samples, m.Lines, m.Problems)
		}
		for _, x := range m.Problems {
			if ledger.Plain(x.Subject+x.Text) != x.Subject+x.Text {
				t.Errorf("%q: the message is not safe: %q", name, x)
			}
		}
	}
}
