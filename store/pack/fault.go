package pack

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/store"
)

func fault(code string, exit int, err error, format string, args ...any) *store.Fault {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = ledger.Plain(s)
		}
	}
	return &store.Fault{Code: code, Text: fmt.Sprintf(format, args...), Exit: exit, Err: err}
}

// FaultForeign is P04: the file is no audit pack.
func FaultForeign(path string, err error) *store.Fault {
	return fault("P04", store.ExitUsage, err, "“%s”不是会账的审计包。没有解开，也没有改动任何文件。请检查文件名。", path)
}

// FaultUnsafe is P05: a file that was made to do harm, or by another program.
func FaultUnsafe(path, why string, err error) *store.Fault {
	return fault("P05", store.ExitDamaged, err, "审计包“%s”里有不该有的东西（%s），没有解开。请不要使用，请会计重新打一个包。", path, why)
}

// FaultDamaged is P06: the pack is not what was made.
func FaultDamaged(path, why string, err error) *store.Fault {
	return fault("P06", store.ExitDamaged, err, "审计包“%s”已损坏或被改动（%s），没有解开。请会计重新打一个包。", path, why)
}

// FaultPassphrase is P07: encrypted, and not to be opened with this passphrase.
func FaultPassphrase(path string, err error) *store.Fault {
	return fault("P07", store.ExitUsage, err, "审计包“%s”加了密，没有密码或密码不对，打不开。请向打包的人要密码。", path)
}

// FaultUnproved is P08: written, but it does not read back.
func FaultUnproved(err error) *store.Fault {
	return fault("P08", store.ExitDisk, err, "审计包写出后读回核对没有通过，没有留下文件。账本未改动。请换一个盘再做。")
}

// FaultFindings is S05: the file with findings is not what an auditor signed.
func FaultFindings(why string, err error) *store.Fault {
	return fault("S05", store.ExitFinding, err, "审计结果文件%s，没有收回，账本未改动。请经审人员重新导出一份。", why)
}

// FaultFindingsKept is S05 for a sound file that is not to be made again.
func FaultFindingsKept(why, next string, err error) *store.Fault {
	return fault("S05", store.ExitFinding, err, "审计结果文件%s，没有收回，账本未改动。%s", why, next)
}

// faultWrite names what went wrong at path. Two disks are at work, the one of the
// temporary copy and the one of the pack, so a full one is named.
func faultWrite(path string, err error) error {
	err = store.WriteFault(path, err)
	if store.FaultCode(err) == "W04" {
		return fault("W04", store.ExitDisk, err, "“%s”所在的磁盘满了，没有写成，也没有留下半个文件。账本完好。请清理这个磁盘，或换一个位置再试。", path)
	}
	return err
}

// errStopped says that the person called the work off.
func errStopped(what string) error {
	return ledger.Errf("stopped", "%s已取消，没有留下半个文件。账本未改动。", what)
}
