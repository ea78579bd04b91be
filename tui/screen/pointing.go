package screen

// Pointing is a screen that stands on something an auditor may ask about: a
// voucher, a row of a report, a list, a month. The App has the key.
type Pointing interface {
	// Points is the form for a finding, filled in with what the cursor is on;
	// false while there is nothing.
	Points() (FindingForm, bool)
}
