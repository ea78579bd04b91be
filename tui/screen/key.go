package screen

import "strings"

// KeyName is the name of a key as the footer shows it: f8 → F8, ctrl+s →
// Ctrl+S, space → 空格.
func KeyName(key string) string {
	parts := strings.Split(key, "+")
	if key == "+" || strings.HasSuffix(key, "++") {
		parts = append(strings.Split(strings.TrimSuffix(strings.TrimSuffix(key, "+"), "+"), "+"), "+")
		if parts[0] == "" {
			parts = parts[1:]
		}
	}
	for i, p := range parts {
		switch p {
		case "up":
			p = "上"
		case "down":
			p = "下"
		case "left":
			p = "左"
		case "right":
			p = "右"
		case "space":
			p = "空格"
		case "pgup":
			p = "PgUp"
		case "pgdown":
			p = "PgDn"
		case "backspace":
			p = "退格"
		default:
			// A letter on its own is shown as it is typed; with Ctrl as printed on the key.
			if len(p) > 1 || len(parts) > 1 {
				p = strings.ToUpper(p[:1]) + p[1:]
			}
		}
		parts[i] = p
	}
	return strings.Join(parts, "+")
}
