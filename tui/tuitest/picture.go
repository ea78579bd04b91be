package tuitest

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	paper "huizhang/ledger/render/font"
)

// The size of a cell in pixels, and the margin around the window.
const (
	cellW, cellH, margin = 11, 24, 10
)

// Picture keeps the window as testdata/pictures/NAME.png, for documents, and
// its text as a golden file, so that a picture never shows what the program no
// longer does. The file is written with -update only.
func (d *Driver) Picture(name string) *Driver {
	d.t.Helper()
	d.Golden(filepath.Join("pictures", name))
	path := filepath.Join("testdata", "pictures", name+".png")
	if !Updating() {
		if _, err := os.Stat(path); err != nil {
			d.t.Errorf("%v: go test -update draws it", err)
		}
		return d
	}
	if err := writePNG(path, d.canvas(), d.w, d.h); err != nil {
		d.t.Fatal(err)
	}
	return d
}

func writePNG(path string, cells uv.ScreenBuffer, w, h int) error {
	ttf, err := paper.TTF()
	if err != nil {
		return err
	}
	f, err := opentype.Parse(ttf)
	if err != nil {
		return err
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 19, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return err
	}
	palette := image.NewPaletted(image.Rect(0, 0, w*cellW+2*margin, h*cellH+2*margin), shades())
	draw.Draw(palette, palette.Bounds(), image.NewUniform(background), image.Point{}, draw.Src)
	for y := range h {
		for x := range w {
			if c := cells.CellAt(x, y); c != nil && !c.IsZero() {
				drawCell(palette, face, c, margin+x*cellW, margin+y*cellH)
			}
		}
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(out, palette); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

var (
	background = color.RGBA{24, 26, 33, 255}
	foreground = color.RGBA{220, 223, 228, 255}
)

// shades are few, so that a picture stays small.
func shades() color.Palette {
	p := color.Palette{background, foreground}
	for _, r := range []uint8{0, 64, 128, 192, 255} {
		for _, g := range []uint8{0, 64, 128, 192, 255} {
			for _, b := range []uint8{0, 64, 128, 192, 255} {
				p = append(p, color.RGBA{r, g, b, 255})
			}
		}
	}
	for v := 16; v < 250; v += 8 {
		p = append(p, color.RGBA{uint8(v), uint8(v + 2), uint8(v + 6), 255})
	}
	return p
}

func drawCell(img draw.Image, face font.Face, c *uv.Cell, x, y int) {
	var fg, bg color.Color = c.Style.Fg, c.Style.Bg
	if fg == nil {
		fg = foreground
	}
	if c.Style.Attrs&uv.AttrReverse != 0 {
		if bg == nil {
			bg = background
		}
		fg, bg = bg, fg
	}
	if bg != nil {
		draw.Draw(img, image.Rect(x, y, x+cellW*c.Width, y+cellH), image.NewUniform(bg), image.Point{}, draw.Src)
	}
	if r, _ := utf8.DecodeRuneInString(c.Content); r == ' ' || c.Content == "" {
		return
	}
	wide := font.MeasureString(face, c.Content).Round()
	d := font.Drawer{Dst: img, Src: image.NewUniform(fg), Face: face, Dot: fixed.P(x+(cellW*c.Width-wide)/2, y+cellH-6)}
	d.DrawString(c.Content)
	if c.Style.Attrs&uv.AttrBold != 0 {
		d.Dot = fixed.P(x+(cellW*c.Width-wide)/2+1, y+cellH-6)
		d.DrawString(c.Content)
	}
}
