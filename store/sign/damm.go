package sign

// dammRow is the operation table of H. M. Damm's check digit ("Total
// anti-symmetrische Quasigruppen", 2004): a row for each interim digit. It
// finds every single wrong digit and every swap of neighbours.
func dammRow(interim byte) string {
	return [10]string{
		"0317598642",
		"7092154863",
		"4206871359",
		"1750983426",
		"6123045978",
		"3674209581",
		"5869720134",
		"8945362017",
		"9438617205",
		"2581436790",
	}[interim]
}

// damm is the check digit of a row of ASCII digits; over digits that end in
// their own check digit it is '0'.
func damm(digits string) byte {
	interim := byte(0)
	for i := range len(digits) {
		interim = dammRow(interim)[digits[i]-'0'] - '0'
	}
	return '0' + interim
}
