package screen

import (
	"strconv"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

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
			// Only ASCII has capitals here: 【, the [ of a Chinese input method, is itself.
			if p != "" && p[0] < utf8.RuneSelf && (len(p) > 1 || len(parts) > 1) {
				p = strings.ToUpper(p[:1]) + p[1:]
			}
		}
		parts[i] = p
	}
	return strings.Join(parts, "+")
}

// KeyPress is the message of a key by its name, as the keyboard would send it.
func KeyPress(name string) (tea.KeyPressMsg, bool) {
	var k tea.KeyPressMsg
	rest := name
	for {
		mod, after, ok := strings.Cut(rest, "+")
		if !ok || after == "" {
			break
		}
		switch mod {
		case "ctrl":
			k.Mod |= tea.ModCtrl
		case "alt":
			k.Mod |= tea.ModAlt
		case "shift":
			k.Mod |= tea.ModShift
		default:
			return tea.KeyPressMsg{}, false
		}
		rest = after
	}
	if code := keyCode(rest); code != 0 {
		k.Code = code
		if code == tea.KeySpace && k.Mod == 0 {
			k.Text = " "
		}
		return k, true
	}
	r, n := utf8.DecodeRuneInString(rest)
	if n == 0 || n != len(rest) {
		return tea.KeyPressMsg{}, false
	}
	k.Code = r
	if k.Mod&^tea.ModShift == 0 {
		k.Text = rest
	}
	return k, true
}

func keyCode(name string) rune {
	if f, ok := strings.CutPrefix(name, "f"); ok {
		if n, err := strconv.Atoi(f); err == nil && n >= 1 && n <= 12 {
			return tea.KeyF1 + rune(n-1)
		}
	}
	return map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
		"delete": tea.KeyDelete, "insert": tea.KeyInsert, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	}[name]
}
