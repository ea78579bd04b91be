package store

import (
	"errors"
	"fmt"

	"huizhang/ledger"
)

// The exit codes of the command line that a [Fault] can lead to.
const (
	ExitFinding = 1  // something was found or refused; the book is fine
	ExitUsage   = 2  // wrong use
	ExitClosed  = 3  // the book cannot be opened
	ExitDisk    = 4  // the disk refused
	ExitDamaged = 5  // the book is damaged
	ExitBug     = 70 // an invariant of the program broke
)

// Fault is a failure of the files around a book that a person must be told
// about. Text says what happened, what is safe and what to do next, in the same
// words on every way out; it holds no member data and no control characters.
// Err is the cause for the detail file and is never part of the text.
type Fault struct {
	Code string // B01 … X01, never changes
	Text string
	Exit int
	Err  error
}

// Error gives the Chinese text and the code.
func (f *Fault) Error() string { return f.Text + "（" + f.Code + "）" }

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// FaultCode is the message's code, for those who may not import this package.
func (f *Fault) FaultCode() string { return f.Code }

// ExitCode is the code that the command line ends with.
func (f *Fault) ExitCode() int { return f.Exit }

// Is makes two faults of one code equal for [errors.Is].
func (f *Fault) Is(target error) bool {
	t, ok := target.(*Fault)
	return ok && t.Code == f.Code && (t.Text == "" || t.Text == f.Text)
}

// AsFault finds the fault in an error.
func AsFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

// FaultCode gives the code of the fault in an error, or "".
func FaultCode(err error) string {
	if f, ok := AsFault(err); ok {
		return f.Code
	}
	return ""
}

func newFault(code string, exit int, err error, format string, args ...any) *Fault {
	return &Fault{Code: code, Text: fmt.Sprintf(format, args...), Exit: exit, Err: err}
}

// plain makes text from outside fit for a message.
func plainText(s string) string { return ledger.Plain(s) }

// FaultMissing is B01: there is no such file, and none was made.
func FaultMissing(path string) *Fault {
	return newFault("B01", ExitClosed, nil, "没有找到账本“%s”。没有新建任何文件。请检查 U 盘是否插好、路径是否正确；要新建账本请用“新建账本”。", plainText(path))
}

// FaultEmpty is B02: the file has 0 bytes. Backup describes the newest proven
// backup, or is empty.
func FaultEmpty(path, backup string) *Fault {
	end := "请从备份恢复。"
	if backup != "" {
		end = "请从备份恢复：最近一份已验证备份是 " + plainText(backup) + "。"
	}
	return newFault("B02", ExitDamaged, nil, "账本文件“%s”是空的（0 字节）。这通常是同步软件或断电造成的。原文件未改动。%s", plainText(path), end)
}

// FaultForeign is B03: a folder, a device or another program's file.
func FaultForeign(path string) *Fault {
	return newFault("B03", ExitClosed, nil, "“%s”不是本程序的账本，没有打开。文件未改动。请检查是否选错了文件。", plainText(path))
}

// FaultCut is B04: part of the book is missing or its structure is damaged.
func FaultCut(path string, err error) *Fault {
	return newFault("B04", ExitDamaged, err, "账本“%s”已损坏：缺少一部分内容。为防止算错，程序不显示任何数字。原文件未改动。请从备份恢复，损坏的文件请保留。", plainText(path))
}

// FaultBroken is B05: the content of a record differs from its recorded digest.
// What names the record, as 第 2026-05-记-0017 号凭证.
func FaultBroken(what string, err error) *Fault {
	return newFault("B05", ExitDamaged, err, "%s的内容与记录的校验值不一致。可能是磁盘出错，也可能有人改动。账本已转为只读。请通知经审人员，并用备份对照。", plainText(what))
}

// FaultSealAhead is B06: the book ends at entry have, its seal says want.
func FaultSealAhead(have, want uint64) *Fault {
	gap := fmt.Sprintf("缺第 %d 条", want)
	if want > have+1 {
		gap = fmt.Sprintf("缺第 %d 条至第 %d 条", have+1, want)
	}
	return newFault("B06", ExitDamaged, nil, "账本比上次关闭时少了 %d 条记录（%s）。可能拿到了旧文件，或最后一次写入丢失。文件都未改动。现在只能查看，不能记账；请用最近的备份对照。", want-have, gap)
}

// FaultCheckpoint is B07: the book does not match a checkpoint kept outside.
func FaultCheckpoint(year, month int) *Fault {
	return newFault("B07", ExitDamaged, nil, "账本与 %d 年 %d 月的核对码不符。核对码之前的内容被改动过。账本已转为只读。请通知经审人员。", year, month)
}

// FaultFork is B08: two copies were both continued, from entry seq on.
func FaultFork(seq uint64) *Fault {
	return newFault("B08", ExitDamaged, nil, "发现两份都继续记过账的账本：从第 %d 条记录起不同。程序不会自动合并，两份文件都未改动。请选定一份，另一份的凭证逐张补录。", seq)
}

// FaultSealForeign is B08 too: the seal beside the book is another book's.
func FaultSealForeign() *Fault {
	return newFault("B08", ExitDamaged, nil, "账本旁边的封条文件（.seal）属于另一本账。可能有人换了账本文件或封条文件。文件都未改动。现在只能查看，不能记账；请用最近的备份对照。")
}

// FaultNewer is B09: the format is newer than this program knows.
func FaultNewer(version int) *Fault {
	return newFault("B09", ExitClosed, nil, "账本由更新的版本写成（格式 %d），本版本只能拒绝打开，以免写坏。文件未改动。请换用新版程序。", version)
}

// FaultForward is W09: the disk refused while an older book was brought to the
// format of this program; backup is the proven copy made before.
func FaultForward(path, backup string, err error) *Fault {
	return newFault("W09", ExitDisk, err, "账本“%s”由旧版程序写成，升级时磁盘报错，没有打开。账本没有少任何内容：升级要么没有做，要么已经完整做完。升级前的备份在“%s”。请检查磁盘后再打开。", plainText(path), plainText(backup))
}

// FaultCommitBooked is W01: the disk reported an error, but ref is booked.
func FaultCommitBooked(ref string, err error) *Fault {
	return newFault("W01", ExitDisk, err, "写入时磁盘报错，但已重新核对：%s【已经】入账，请勿重复录入。请立即备份并检查磁盘。", plainText(ref))
}

// FaultCommitNotBooked is W02: the disk reported an error and nothing is booked.
func FaultCommitNotBooked(err error) *Fault {
	return newFault("W02", ExitDisk, err, "磁盘报错，这次录入【没有】入账。账本完好，录入内容已保留为草稿。请检查磁盘后再试。")
}

// FaultCommitUnknown is W03: nobody can say whether the act with this id is
// booked.
func FaultCommitUnknown(id string, err error) *Fault {
	return newFault("W03", ExitDisk, err, "无法确认这次录入是否入账。请不要再录入。请抄下编号 %s，检查磁盘后重新打开账本核对。", plainText(id))
}

// FaultDiskFull is W04.
func FaultDiskFull(freeMB int64) *Fault {
	return newFault("W04", ExitDisk, nil, "磁盘只剩 %d MB，未写入任何内容，账本完好。请清理磁盘后再试。", freeMB)
}

// FaultSwapped is W05: the file under the open book was replaced, moved, cut or
// written by somebody else.
func FaultSwapped(path string, err error) *Fault {
	return newFault("W05", ExitDisk, err, "账本文件“%s”在使用中被替换、移走或改动（常见于同步文件夹）。已停止记账，这次录入没有写入，内容已保留。请把账本放到本机文件夹，再重新打开核对。", plainText(path))
}

// FaultGone is W06: the medium is gone. Last names what was booked last, or is
// empty.
func FaultGone(last string, err error) *Fault {
	end := ""
	if last != "" {
		end = "最后确认入账的是 " + plainText(last) + "。"
	}
	return newFault("W06", ExitDisk, err, "存放账本的磁盘读不到了（U 盘被拔出？）。已停止记账。请插回同一个 U 盘，重新打开账本。%s", end)
}

// FaultReadOnly is W07: no right to write.
func FaultReadOnly(path string, err error) *Fault {
	return newFault("W07", ExitDisk, err, "没有写入“%s”的权限，没有改动任何内容。可以用只读方式打开；要记账请检查文件权限。", plainText(path))
}

// FaultUnreadable is W07 too: not even the right to read.
func FaultUnreadable(path string, err error) *Fault {
	return newFault("W07", ExitClosed, err, "没有读取“%s”的权限，没有打开。文件未改动。请检查文件权限，或换用保管账本的电脑用户登录。", plainText(path))
}

// FaultWrite is W08: a file beside the book could not be written.
func FaultWrite(path string, err error) *Fault {
	return newFault("W08", ExitDisk, err, "写入“%s”时磁盘报错，没有写成，也没有留下半个文件。账本完好。请检查磁盘后再试。", plainText(path))
}

// FaultLocked is L01; who comes from [Holder.Chinese] or is empty.
func FaultLocked(who string) *Fault {
	if who == "" {
		who = "另一个窗口"
	}
	return newFault("L01", ExitClosed, nil, "账本正被%s使用。可以稍候、只读查看最近的备份副本，或取消。没有“强行打开”。", plainText(who))
}

// FaultAttachmentMissing is A01: the file is not there. Name is the file's name
// or digest.
func FaultAttachmentMissing(name string, err error) *Fault {
	return newFault("A01", ExitDamaged, err, "附件缺失：“%s”。凭证和记录的校验值都在。请从备份中找回附件文件夹，或重新附上同一文件。", plainText(name))
}

// FaultAttachmentChanged is A01: the content differs from what was booked.
func FaultAttachmentChanged(name string) *Fault {
	return newFault("A01", ExitDamaged, nil, "附件与入账时不一致：“%s”。凭证和记录的校验值都在，现有文件未改动。请从备份中找回原件，并通知经审人员。", plainText(name))
}

// FaultAttachmentUnsafe is A01: the folder or the name is no place for a file.
func FaultAttachmentUnsafe(name string) *Fault {
	return newFault("A01", ExitFinding, nil, "附件的名称或存放位置不安全：“%s”，没有使用。账本未改动。", plainText(name))
}

// FaultAttachmentTooLarge is A01: more bytes than allowed.
func FaultAttachmentTooLarge(limit int64) *Fault {
	return newFault("A01", ExitFinding, nil, "附件超过 %d MB，没有保存。账本未改动。请压缩图片或分成几个文件后再附。", (limit+1<<20-1)>>20)
}

// FaultAttachmentEmpty is A01: nothing to keep.
func FaultAttachmentEmpty(name string) *Fault {
	return newFault("A01", ExitFinding, nil, "附件“%s”是空的（0 字节），没有保存。账本未改动。请检查原文件是否已下载完整。", plainText(name))
}

// FaultAttachmentSource is A01: the file to attach cannot be read.
func FaultAttachmentSource(name string, err error) *Fault {
	return newFault("A01", ExitFinding, err, "附件“%s”读不出来，没有保存。账本未改动。请检查原文件所在的磁盘后再试。", plainText(name))
}

// FaultBackupUnproved is P01: written, but not proved.
func FaultBackupUnproved(err error) *Fault {
	return newFault("P01", ExitDisk, err, "备份已写出但核对失败，【不算】备份。以前的备份和账本都未改动。请换一个盘再做。")
}

// FaultRestoreDamaged is P02: nothing was restored.
func FaultRestoreDamaged(err error) *Fault {
	return newFault("P02", ExitDamaged, err, "备份已损坏或不属于本账本，没有恢复。现有账本未改动。请换另一份备份。")
}

// FaultExists is X01: the target is there and was left alone.
func FaultExists(path string) *Fault {
	return newFault("X01", ExitUsage, nil, "文件“%s”已存在，未覆盖。请换一个名称。", plainText(path))
}

// FaultBug is Z01: an invariant of the program broke; detail is the name of the
// file that holds the details.
func FaultBug(number, detail string, err error) *Fault {
	return newFault("Z01", ExitBug, err, "程序发现内部数据不一致，已停止，没有继续写入。错误编号 %s。请把“%s”文件交给维护人员（不含个人信息）。", plainText(number), plainText(detail))
}
