package sign

import "testing"

// TestKeysOfOneHash: a key that was made to have the name and the 32-bit hash of
// another (a day of computing) neither signs for it nor makes its notes unreadable.
// The hash is set by hand here.
func TestKeysOfOneHash(t *testing.T) {
	honest, twin := testKey(t, "钱经审", 1), testKey(t, "钱经审", 2)
	twin.hash = honest.hash
	file, err := Sign(testStatement(9), honest)
	if err != nil {
		t.Fatal(err)
	}
	for _, known := range [][]Public{{honest.Public}, {honest.Public, twin.Public}, {twin.Public, honest.Public}} {
		got, err := Verify(file, known...)
		if err != nil || len(got.By) != 1 || !got.ByKey(honest.Public) || got.ByKey(twin.Public) {
			t.Errorf("%d keys: %+v %v", len(known), got.By, err)
		}
	}
	if got, err := Verify(file, twin.Public); FaultCode(err) != "S01" || len(got.By) != 0 {
		t.Errorf("the twin alone: %+v %v", got, err)
	}
	forged, err := Sign(testStatement(9), twin)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Verify(forged, honest.Public, twin.Public); err != nil || got.ByKey(honest.Public) || !got.ByKey(twin.Public) {
		t.Errorf("signed by the twin: %+v %v", got.By, err)
	}
}
