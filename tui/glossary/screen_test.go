package glossary_test

import (
	"testing"

	"huizhang/tui/desk"
	"huizhang/tui/glossary"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func TestGlossary(t *testing.T) {
	d := tuitest.Solo(t, glossary.New(&desk.Desk{}, screen.GlossaryTop{}), 80, 24)
	d.Expect("账本").Expect("一个工会的全部账").Reject("ledger.").Golden("glossary-80x24")
	d.Press("down", "down").Expect("单人模式（账与凭证）").Expect("每张报表都会写明")
	d.Press("/").ExpectCursor(7, 1).Type("红字").CursorAfter("红字").Expect("红字冲销").Reject("单人模式")
	d.Press("enter", "esc").Expect("单人模式")
	d.Press("f7").Type("没有的词").Expect("没有这样的词").Press("esc").Expect("账本")
	d.Resize(60, 20).Golden("glossary-60x20")
}
