package desk

import (
	"os"
	"path/filepath"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

func form(kind, summary string) Form {
	return Form{Kind: kind, Values: map[string]string{"summary": summary}}
}

func TestKeptNewestWins(t *testing.T) {
	k := NewKept(filepath.Join(t.TempDir(), "b.form"))
	first := k.Keep(form("voucher", "旧"))
	second := k.Keep(form("voucher", "新"))
	second()
	first() // overtaken: must not win
	if f, ok := k.Load("voucher"); !ok || f.Values["summary"] != "新" {
		t.Fatalf("kept %v %v", f, ok)
	}
	k.Drop("voucher")()
	if _, ok := k.Load("voucher"); ok {
		t.Fatal("still there after Drop")
	}
	if _, err := os.Stat(k.path); !os.IsNotExist(err) {
		t.Fatal("an empty file stays", err)
	}
}

func TestKeptOneOfEachKind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.form")
	k := NewKept(path)
	k.Keep(form("voucher", "凭证"))()
	k.Keep(form("dues", "会费"))()
	again := NewKept(path) // another session
	if all := again.All(); len(all) != 2 || all[0].Kind != "dues" || all[1].Kind != "voucher" {
		t.Fatal(all)
	}
	again.Drop("dues")()
	if f, ok := NewKept(path).Load("voucher"); !ok || f.Values["summary"] != "凭证" {
		t.Fatal("the voucher went with the dues")
	}
}

func TestKeptOddFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.form")
	for _, text := range []string{"", "null", "[]", "{", `{"kind":"voucher","values":{}}`, `{"":{"kind":""}}`, `{"dues":{"kind":"voucher"}}`} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		k := NewKept(path)
		if all := k.All(); len(all) != 0 {
			t.Errorf("%s gave %v", text, all)
		}
		k.Keep(form("voucher", "新"))()
		if f, ok := k.Load("voucher"); !ok || f.Values["summary"] != "新" {
			t.Errorf("nothing can be kept over %s", text)
		}
	}
}

// In whatever order the writes come to run, what was handed in last of each
// kind is what lies there.
func TestKeptUnorderedWrites(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		path := filepath.Join(folder, "r.form")
		os.Remove(path)
		k := NewKept(path)
		want := map[string]string{}
		var cmds []tea.Cmd
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			kind := rapid.SampledFrom([]string{"voucher", "dues", "member"}).Draw(t, "kind")
			text := rapid.StringN(1, 5, -1).Draw(t, "text")
			if rapid.Bool().Draw(t, "drop") {
				delete(want, kind)
				cmds = append(cmds, k.Drop(kind))
				continue
			}
			want[kind] = text
			cmds = append(cmds, k.Keep(form(kind, text)))
		}
		for _, cmd := range rapid.Permutation(cmds).Draw(t, "order") {
			cmd()
		}
		all := k.All()
		if len(all) != len(want) {
			t.Fatal(all, want)
		}
		for _, f := range all {
			if f.Values["summary"] != want[f.Kind] {
				t.Fatal(all, want)
			}
		}
	})
}

func TestKeptBelongsToWhoTyped(t *testing.T) {
	k := NewKept(filepath.Join(t.TempDir(), "b.form"))
	who := "王会计"
	k.For(func() string { return who })
	k.Keep(Form{Kind: "voucher", Values: map[string]string{"summary": "王的"}})()
	who = "李审核"
	if _, ok := k.Load("voucher"); ok || len(k.All()) != 0 {
		t.Error("somebody else is offered the form")
	}
	k.Keep(Form{Kind: "voucher", Values: map[string]string{"summary": "李的"}})()
	k.Drop("voucher")()
	who = "王会计"
	if f, ok := k.Load("voucher"); !ok || f.Values["summary"] != "王的" {
		t.Errorf("the form is lost: %v %v", f, ok)
	}
}
