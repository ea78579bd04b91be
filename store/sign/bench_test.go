package sign

import "testing"

func BenchmarkCode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewCode(Head{Size: 7, Root: [32]byte{1}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnwrap(b *testing.B) {
	k := testKey(b, "王芳", 1)
	f, err := Wrap(k, "correct horse")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Unwrap(f, "correct horse"); err != nil {
			b.Fatal(err)
		}
	}
}
