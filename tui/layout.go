package tui

// The smallest window that the program draws its screens in.
const (
	MinWidth  = 60
	MinHeight = 20
)

// Rect is a part of the window in cells.
type Rect struct{ X, Y, W, H int }

// Areas are the parts of the window. Text is typed in the body and in dialogs
// only, never in the last two lines, where an input method would cover it.
type Areas struct {
	Title  Rect
	Body   Rect
	Status Rect
	Keys   Rect
	Small  bool // too small to draw in
}

// Layout divides a window.
func Layout(w, h int) Areas {
	if w < MinWidth || h < MinHeight {
		return Areas{Body: Rect{0, 0, w, h}, Small: true}
	}
	return Areas{
		Title:  Rect{0, 0, w, 1},
		Body:   Rect{0, 1, w, h - 3},
		Status: Rect{0, h - 2, w, 1},
		Keys:   Rect{0, h - 1, w, 1},
	}
}

// Centre places a box of w × h in the middle of an area, cut to fit.
func Centre(in Rect, w, h int) Rect {
	w, h = min(w, in.W), min(h, in.H)
	return Rect{in.X + (in.W-w)/2, in.Y + (in.H-h)/2, w, h}
}
