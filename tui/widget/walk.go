package widget

// Walk moves among the n lines of a short menu. Taken says that the line is
// chosen: by Enter, or by its figure.
func Walk(key string, at, n int) (to int, taken bool) {
	switch key {
	case "up", "shift+tab":
		at--
	case "down", "tab":
		at++
	case "home":
		at = 0
	case "end":
		at = n - 1
	case "enter":
		taken = n > 0
	default:
		if len(key) == 1 && key[0] >= '1' && key[0] <= '9' && int(key[0]-'1') < n {
			at, taken = int(key[0]-'1'), true
		}
	}
	return max(0, min(at, n-1)), taken
}
