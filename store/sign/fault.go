package sign

import (
	"errors"
	"fmt"
	"strings"

	"huizhang/ledger"
)

// The exit codes of the command line that a [Fault] can lead to; they are those
// of package store, which may import this one.
const (
	exitFinding = 1
	exitUsage   = 2
	exitDisk    = 4
	exitDamaged = 5
)

// Fault is a failure around keys, signatures and codes that a person must be
// told about, in the shape of the faults of package store. Text is complete and
// holds no secret; Err is the cause for the detail file only.
type Fault struct {
	Code string // K01 … S04, never changes
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

// FaultCode gives the code of the fault in an error, or "".
func FaultCode(err error) string {
	var f *Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func newFault(code string, exit int, err error, format string, args ...any) *Fault {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = ledger.Plain(s)
		}
	}
	return &Fault{Code: code, Text: fmt.Sprintf(format, args...), Exit: exit, Err: err}
}

// FaultPassphrase is K01. It does not say what is wrong with the passphrase.
func FaultPassphrase() *Fault {
	return newFault("K01", exitFinding, nil, "密码不对，密钥没有打开。什么都没有改动。请看看大写锁定和输入法，再输一次；忘了密码请办理“更换密钥”。")
}

// FaultKeyMode is K02: others on this computer may read the key file. Path is
// shown inside the command that mends it.
func FaultKeyMode(path string) *Fault {
	return newFault("K02", exitFinding, nil, "密钥文件“%s”权限过宽，别人也能读，没有使用。请执行：chmod 600 %s。如果它在 U 盘上（不支持权限），请拷到本机自己的文件夹再用。", path, shellQuoted(path))
}

// FaultKeyMissing is K03: there is no key file. Nothing but signing is lost.
func FaultKeyMissing(path string) *Fault {
	return newFault("K03", exitFinding, nil, "没有找到密钥文件“%s”，不能签字。账目数字不受影响，以前的签字仍然可以核对。请找回密钥文件，或办理“更换密钥”。", path)
}

// FaultKeyFile is K04: the file is no key file, or damaged.
func FaultKeyFile(err error) *Fault {
	return newFault("K04", exitFinding, err, "这个文件不是本程序的密钥文件，或者已损坏，没有使用。文件未改动。请从备份中找回密钥文件，或办理“更换密钥”。")
}

// FaultNote is S01: a signature of a known key does not fit the text.
func FaultNote(who string, err error) *Fault {
	return newFault("S01", exitFinding, err, "签字文件的内容与“%s”的签字不符：内容或签字被改动过。不能作为依据。文件未改动，请保留它，并找签字人手里的原件对照。", who)
}

// FaultUnknownKey is S02: there are signatures, but none by a known key.
func FaultUnknownKey(names []string) *Fault {
	return newFault("S02", exitFinding, nil, "签字文件上只有不认识的签字（%s），不能证明是谁签的。文件未改动。请向签字人本人核对密钥指纹，登记后再核对。", strings.Join(names, "、"))
}

// FaultStatement is S03: the file is no signed statement of this program.
func FaultStatement(err error) *Fault {
	return newFault("S03", exitFinding, err, "这个文件不是本程序的签字文件，或者内容不完整，没有采用。文件未改动。请检查是否选错了文件。")
}

// faultTyped is S04: what a person typed or scanned cannot be read.
func faultTyped(format string, args ...any) *Fault {
	return newFault("S04", exitUsage, nil, format, args...)
}

// faultTree is B05: the hashes of the log contradict one another.
func faultTree(err error) *Fault {
	return newFault("B05", exitDamaged, err, "账本日志的校验值前后矛盾，无法对照。可能是磁盘出错，也可能有人改动。账本未改动。请通知经审人员，并用备份对照。")
}

func faultExists(path string) *Fault {
	return newFault("X01", exitUsage, nil, "文件“%s”已存在，未覆盖。请换一个名称。", path)
}

func faultWrite(path string, err error) *Fault {
	return newFault("W08", exitDisk, err, "写入“%s”时磁盘报错，没有写成，也没有留下半个文件。账本完好。请检查磁盘后再试。", path)
}

// shellQuoted keeps a path one word for a person who copies the command.
func shellQuoted(path string) string {
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
