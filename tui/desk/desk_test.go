package desk

import (
	"path/filepath"
	"testing"
)

func TestKeptNewestWins(t *testing.T) {
	k := NewKept(filepath.Join(t.TempDir(), "b.form"))
	first := k.Keep(Form{Kind: "voucher", Values: map[string]string{"summary": "旧"}})
	second := k.Keep(Form{Kind: "voucher", Values: map[string]string{"summary": "新"}})
	second()
	first() // overtaken: must not win
	if f, ok := k.Load(); !ok || f.Values["summary"] != "新" {
		t.Fatalf("kept %v %v", f, ok)
	}
	k.Drop()()
	if _, ok := k.Load(); ok {
		t.Fatal("still there after Drop")
	}
}
