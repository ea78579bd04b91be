package widget

import (
	"strconv"
	"strings"
)

// Count is a field for a small whole number: sheets of paper, pieces, terms.
// Anything else that is typed is named when the field is left, so that it is
// never taken for nothing.
type Count struct {
	Input
	Units string // words that may follow the number: 张份
}

// NewCount makes a field of so many places.
func NewCount(places int, units string) *Count {
	return &Count{Input: Input{Limit: places, Fold: true}, Units: units}
}

// Number is what stands in the field, 0 when nothing or no number does.
func (c *Count) Number() int {
	n, _ := c.read()
	return n
}

// SetNumber puts a number in; nothing for 0.
func (c *Count) SetNumber(n int) {
	if c.SetText(""); n != 0 {
		c.SetText(strconv.Itoa(n))
	}
}

// Leave says when it is no number.
func (c *Count) Leave() string {
	c.Input.Leave()
	if _, ok := c.read(); !ok {
		return "“" + strings.TrimSpace(c.Text()) + "”不是整数，请填 0、1、2 这样的数字，或者空着。"
	}
	return ""
}

func (c *Count) read() (n int, ok bool) {
	s := strings.TrimSpace(c.Text())
	s = strings.TrimSpace(strings.TrimRight(s, c.Units))
	if s == "" {
		return 0, strings.TrimSpace(c.Text()) == ""
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, false
	}
	return n, true
}
