package sign

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the files in testdata that hold texts and drawings")

var errCause = errors.New("cause \x1b[2J that nobody may see")

func everyFault() []*Fault {
	return []*Fault{
		FaultPassphrase(), FaultKeyMode("/U盘/王芳's.key"), FaultKeyMissing("王芳.key"), FaultKeyFile(errCause),
		FaultNote("王芳\x1b[2J", errCause), FaultUnknownKey([]string{"自称“王芳”，密钥没有登记", "自称“李明”，密钥没有登记"}), FaultStatement(errCause),
		faultTree(errCause), faultExists("王芳.key"), faultWrite("王芳.key", errCause),
	}
}

func TestFaultTexts(t *testing.T) {
	var b strings.Builder
	for _, f := range everyFault() {
		fmt.Fprintf(&b, "%s %d %s\n", f.Code, f.Exit, f.Text)
		for _, bad := range []string{"帐", "EOF", "cause", "\x1b", "%!", "不可篡改"} {
			if strings.Contains(f.Error(), bad) {
				t.Errorf("%s says %q: %s", f.Code, bad, f.Text)
			}
		}
		if !strings.HasSuffix(f.Text, "。") || !strings.HasSuffix(f.Error(), "（"+f.Code+"）") || f.FaultCode() != f.Code || f.ExitCode() != f.Exit {
			t.Errorf("%s: %s", f.Code, f.Error())
		}
		if wrapped := fmt.Errorf("outer: %w", f); FaultCode(wrapped) != f.Code || !errors.Is(wrapped, &Fault{Code: f.Code}) || errors.Is(wrapped, &Fault{Code: "Z99"}) {
			t.Errorf("%s is lost when wrapped", f.Code)
		}
	}
	if FaultCode(errCause) != "" || !errors.Is(FaultStatement(errCause), errCause) {
		t.Error("causes")
	}
	golden(t, filepath.Join("testdata", "fault.txt"), b.String())
}
