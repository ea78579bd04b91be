package store

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var rewriteFaults = flag.Bool("rewrite-faults", false, "rewrite testdata/fault.txt")

var errCause = errors.New("cause \x1b[2J that nobody may see")

func everyFault() []*Fault {
	holder := Holder{Host: "BANGONGSHI-3", User: "chen", PID: 7, Since: time.Date(2026, 5, 6, 8, 9, 10, 0, time.UTC)}
	return []*Fault{
		FaultMissing("/U盘/工会.book"), FaultEmpty("工会.book", ""), FaultEmpty("工会.book", "2026-05-06 的备份"),
		FaultForeign("名册.xlsx"), FaultCut("工会.book", errCause), FaultBroken("第 2026-05-记-0017 号凭证", errCause),
		FaultSealAhead(9, 10), FaultSealAhead(7, 10), FaultCheckpoint(2026, 4), FaultFork(12), FaultSealForeign(), FaultNewer(9), FaultForward("工会.book", "备份/工会.book", errCause),
		FaultCommitBooked("凭证 2026-05-记-0017", errCause), FaultCommitNotBooked(errCause), FaultCommitUnknown("7F3A-99", errCause),
		FaultDiskFull(3), FaultSwapped("工会.book", errCause), FaultGone("", errCause), FaultGone("2026-05-记-0017", errCause),
		FaultReadOnly("工会.book", errCause), FaultUnreadable("工会.book", errCause), FaultWrite("工会.book.seal", errCause),
		FaultLocked(""), FaultLocked(holder.Chinese()),
		FaultAttachmentMissing("发票.pdf", errCause), FaultAttachmentChanged("发票.pdf"), FaultAttachmentUnsafe("工会.book.files"),
		FaultAttachmentTooLarge(AttachmentLimit), FaultAttachmentEmpty("发票.pdf"), FaultAttachmentSource("发票.pdf", errCause),
		FaultBackupUnproved(errCause), FaultRestoreDamaged(errCause), FaultExists("公示.pdf"), FaultBug("Z-7", "详情.txt", errCause),
	}
}

func TestFaultTexts(t *testing.T) {
	var b strings.Builder
	for _, f := range everyFault() {
		fmt.Fprintf(&b, "%s %d %s\n", f.Code, f.Exit, f.Text)
	}
	golden := filepath.Join("testdata", "fault.txt")
	if *rewriteFaults {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("texts changed, see -rewrite-faults:\n%s", b.String())
	}
}

func TestFaultsSayWhatToDo(t *testing.T) {
	exits := map[int]bool{ExitFinding: true, ExitUsage: true, ExitClosed: true, ExitDisk: true, ExitDamaged: true, ExitBug: true}
	for _, f := range everyFault() {
		if !exits[f.Exit] {
			t.Errorf("%s: exit %d", f.Code, f.Exit)
		}
		if !strings.HasSuffix(f.Text, "。") && !strings.HasSuffix(f.Text, "）。") && !strings.HasSuffix(f.Text, "（不含个人信息）。") {
			t.Errorf("%s does not end as a sentence: %s", f.Code, f.Text)
		}
		for _, bad := range []string{"帐", "EOF", "mmap", "transaction", "cause", "\x1b", "%!", "忽略并继续"} {
			if strings.Contains(f.Error(), bad) {
				t.Errorf("%s says %q: %s", f.Code, bad, f.Text)
			}
		}
		if !strings.Contains(f.Error(), f.Code) {
			t.Errorf("%s is not in %q", f.Code, f.Error())
		}
		wrapped := fmt.Errorf("outer: %w", f)
		if FaultCode(wrapped) != f.Code || !errors.Is(wrapped, &Fault{Code: f.Code}) {
			t.Errorf("%s is lost when wrapped", f.Code)
		}
	}
	if FaultCode(fs.ErrExist) != "" {
		t.Error("a code from nowhere")
	}
}

func TestFaultsCleanWhatComesFromOutside(t *testing.T) {
	hostile := "a\x1b]0;t\ab\r\u202Ec\u2066\x9b31m"
	for _, f := range []*Fault{
		FaultMissing(hostile), FaultEmpty(hostile, hostile), FaultForeign(hostile), FaultCut(hostile, nil), FaultBroken(hostile, nil),
		FaultCommitBooked(hostile, nil), FaultCommitUnknown(hostile, nil), FaultSwapped(hostile, nil), FaultGone(hostile, nil),
		FaultReadOnly(hostile, nil), FaultUnreadable(hostile, nil), FaultWrite(hostile, nil), FaultLocked(hostile),
		FaultAttachmentMissing(hostile, nil), FaultAttachmentChanged(hostile), FaultAttachmentUnsafe(hostile), FaultAttachmentEmpty(hostile),
		FaultAttachmentSource(hostile, nil), FaultExists(hostile), FaultBug(hostile, hostile, nil),
		FaultLocked(Holder{Host: hostile, User: hostile}.Chinese()),
	} {
		for _, r := range f.Error() {
			if r < ' ' || r >= 0x7F && r <= 0x9F || r == 0x202E || r == 0x2066 {
				t.Errorf("%s lets %U through", f.Code, r)
			}
		}
	}
}
