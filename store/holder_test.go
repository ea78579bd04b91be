package store

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestHolder(t *testing.T) {
	book := filepath.Join(t.TempDir(), "a.book")
	if _, ok := ReadHolder(book); ok {
		t.Error("a holder from nowhere")
	}
	if got := LockedFault(book); got.Code != "L01" || !strings.Contains(got.Text, "另一个窗口") {
		t.Error(got)
	}
	h := Holder{Host: "BGS", User: "陈老师", PID: 42, Since: time.Date(2026, 5, 6, 7, 8, 9, 10, time.UTC)}
	for range 2 { // the second stands over a note left by a crash
		if err := WriteHolder(book, h); err != nil {
			t.Fatal(err)
		}
	}
	got, ok := ReadHolder(book)
	if !ok || got.Host != h.Host || got.User != h.User || got.PID != h.PID || !got.Since.Equal(h.Since.Truncate(time.Second)) {
		t.Errorf("%+v", got)
	}
	if text := LockedFault(book).Text; !strings.Contains(text, "主机 BGS，用户 陈老师，开始时间 2026-05-06 07:08") {
		t.Error(text)
	}
	other := h
	other.PID++
	if err := ClearHolder(book, other); err != nil {
		t.Fatal(err)
	}
	if _, ok := ReadHolder(book); !ok {
		t.Error("somebody else's note was removed")
	}
	if err := ClearHolder(book, h); err != nil {
		t.Fatal(err)
	}
	if err := ClearHolder(book, h); err != nil {
		t.Errorf("second time: %v", err)
	}
	if left := namesIn(t, filepath.Dir(book)); left != "" {
		t.Error(left)
	}
}

func TestHolderIsNotTrusted(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "not json": "holder", "too large": `{"host":"` + strings.Repeat("x", holderLimit) + `"}`, "wrong kind": `{"pid":"x"}`,
	} {
		book := filepath.Join(t.TempDir(), "a.book")
		writeTestFile(t, holderPath(book), []byte(content))
		if _, ok := ReadHolder(book); ok {
			t.Errorf("%s: taken for a note", name)
		}
		if LockedFault(book).Code != "L01" {
			t.Error(name)
		}
	}
	book := filepath.Join(t.TempDir(), "a.book")
	writeTestFile(t, holderPath(book), []byte(`{"host":"`+strings.Repeat("长", 500)+`","user":"\u001b[2J\u202e","since":"0001-01-01T00:00:00Z"}`))
	text := LockedFault(book).Text
	if len([]rune(text)) > 220 || strings.ContainsAny(text, "\x1b\u202e") || !strings.Contains(text, "开始时间 不详") {
		t.Error(text)
	}
}
