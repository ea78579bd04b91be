package store

import (
	"encoding/hex"
	"iter"

	"huizhang/ledger"
)

func (v *view) HeadAt(size uint64) (ledger.Head, bool) {
	if size > logSize(v.tx) {
		return ledger.Head{}, false
	}
	root, err := rootOf(v.tx, size)
	v.fail(err)
	return ledger.Head{Size: size, Root: hex.EncodeToString(root[:])}, err == nil
}

func (v *view) Finding(id ledger.FindingID) (ledger.Finding, bool) {
	return one[ledger.Finding](v, ledger.TableFinding, uint64(id))
}
func (v *view) Findings() iter.Seq[ledger.Finding] {
	return each[ledger.Finding](v, ledger.TableFinding, nil)
}
func (v *view) LastFinding() ledger.FindingID {
	return ledger.FindingID(v.lastKey(ledger.TableFinding))
}

func (v *view) Ticks(id ledger.VoucherID) iter.Seq[ledger.Tick] {
	return each[ledger.Tick](v, ledger.TableTick, be8(uint64(id)))
}
func (v *view) AllTicks() iter.Seq[ledger.Tick] { return each[ledger.Tick](v, ledger.TableTick, nil) }

func (v *view) Sample(id ledger.SampleID) (ledger.Sample, bool) {
	return one[ledger.Sample](v, ledger.TableSample, uint64(id))
}
func (v *view) Samples() iter.Seq[ledger.Sample] {
	return each[ledger.Sample](v, ledger.TableSample, nil)
}
func (v *view) LastSample() ledger.SampleID { return ledger.SampleID(v.lastKey(ledger.TableSample)) }

func (v *view) WorkLines(id ledger.SampleID) iter.Seq[ledger.WorkLine] {
	return each[ledger.WorkLine](v, ledger.TableWorkLine, be8(uint64(id)))
}

func (v *view) Papers() iter.Seq[ledger.Paper] { return each[ledger.Paper](v, ledger.TablePaper, nil) }
func (v *view) Keys() []ledger.Key             { return v.static().keys }
func (v *view) Signatures() iter.Seq[ledger.Signature] {
	return each[ledger.Signature](v, ledger.TableSignature, nil)
}
