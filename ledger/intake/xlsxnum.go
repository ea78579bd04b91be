package intake

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huizhang/ledger"
)

// significant is how many digits of a workbook's number are true; the rest is
// noise of its binary form, 0.30000000000000004.
const significant = 15

// readNumber reads a workbook's number without ever widening a huge exponent.
func readNumber(s string) (decimal.Decimal, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 40 {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(s)
	if err != nil || d.Exponent() > 40 || d.Exponent() < -400 {
		return decimal.Zero, false
	}
	return d, true
}

// tidyNumber writes a number as the person sees it in full: without exponent
// and without binary noise. What is not a number stays as it is.
func tidyNumber(s string) string {
	d, ok := readNumber(s)
	if !ok {
		return s
	}
	places := significant - d.NumDigits() - int(d.Exponent())
	if int(-d.Exponent()) > places {
		d = d.Round(int32(places))
	}
	return d.String()
}

// serialDay turns the number of a date cell into 2026-05-31, with the time of
// day dropped. Numbers outside the calendar stay numbers.
func serialDay(s string, y1904 bool) string {
	d, ok := readNumber(s)
	if !ok {
		return s
	}
	n := d.Floor().IntPart()
	if d.NumDigits()+int(d.Exponent()) > 6 || n < 1 {
		return tidyNumber(s)
	}
	eve := ledger.DayOf(1899, 12, 30)
	switch {
	case y1904:
		eve = ledger.DayOf(1904, 1, 1)
	case n < 60: // the workbook counts a 29 February 1900 that never was
		eve = ledger.DayOf(1899, 12, 31)
	}
	if day := eve.Add(int(n)); day.Valid() {
		return day.String()
	}
	return tidyNumber(s)
}

// readStyles learns which cell styles are dates.
func (w *book) readStyles() error {
	if w.files["xl/styles.xml"] == nil {
		return nil
	}
	formats := map[string]bool{}
	inCells := false
	return w.walk("xl/styles.xml", func(d *decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			formats[attr(e, "numFmtId")] = dateFormat(attr(e, "formatCode"))
		case "cellStyleXfs", "cellStyles", "dxfs":
			inCells = false
		case "cellXfs":
			inCells = true
		case "xf":
			if inCells {
				id := attr(e, "numFmtId")
				own, known := formats[id]
				w.dates = append(w.dates, known && own || !known && builtinDate(id))
			}
		}
		return nil
	})
}

// builtinDate knows the numbers of formats that workbooks do not spell out,
// the East Asian ones among them.
func builtinDate(id string) bool {
	n, err := strconv.Atoi(id)
	return err == nil && (n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58)
}

// dateFormat reports a format with a year or a day in it, outside quotes,
// brackets and escapes.
func dateFormat(code string) bool {
	quoted, bracket, skip := false, false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case skip:
			skip = false
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		case r == '\\' || r == '_' || r == '*':
			skip = true
		case r == 'y' || r == 'd' || r == 'e' && strings.ContainsAny(code, "年月日"):
			return true
		}
	}
	return false
}
