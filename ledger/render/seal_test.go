package render_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger/render"
	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

const sealCode = "0000 0123 4123 4567 8901 2345 6"

func sealed() (*report.Document, string) {
	doc := rendertest.Income()
	qr := "HZ1:0000012341234567890123456:" + strings.Repeat("ABCDEFGH", 6) + "ABCD:" + strings.Repeat("A", 26) + ":202605"
	doc.Seal = &report.Seal{Code: sealCode, QR: qr, Signed: []string{"王会计 已电子签字（2026-06-05 09:00）"}, About: "账到第 1234 条记录。"}
	return doc, qr
}

// Every way of writing carries the code and who signed; paper draws the QR code,
// the others carry its text.
func TestSealIsCarried(t *testing.T) {
	doc, qr := sealed()
	for _, f := range render.Formats() {
		var b bytes.Buffer
		if err := render.Write(&b, f, doc, render.Options{}); err != nil {
			t.Fatal(f, err)
		}
		if f.Binary() {
			continue
		}
		out := strings.ReplaceAll(b.String(), "\n", "")
		for _, want := range []string{sealCode, "王会计 已电子签字"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s lacks %q", f, want)
			}
		}
		if drawn := f == render.HTML; strings.Contains(out, qr) == drawn || strings.Contains(out, "<svg") != drawn {
			t.Errorf("%s: QR code drawn or as text", f)
		}
	}
}

// TestScanned reads the QR code back from the printed page as a telephone does.
func TestScanned(t *testing.T) {
	for _, tool := range []string{"pdftoppm", "zbarimg", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("no " + tool + " on this machine to read the paper with")
		}
	}
	doc, qr := sealed()
	dir := t.TempDir()
	pdf := filepath.Join(dir, "a.pdf")
	var b bytes.Buffer
	if err := render.Write(&b, render.PDF, doc, render.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(pdf, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "150", "-png", pdf, filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	pages, _ := filepath.Glob(filepath.Join(dir, "p*.png"))
	out, err := exec.Command("zbarimg", append([]string{"-q", "--raw"}, pages...)...).Output()
	if err != nil || strings.TrimSpace(string(out)) != qr {
		t.Errorf("scanned %q %v", out, err)
	}
	text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
	if err != nil || !strings.Contains(string(text), sealCode) || !strings.Contains(string(text), "王会计") {
		t.Errorf("%v\n%s", err, text)
	}
}
