package member_test

import (
	"strings"
	"testing"

	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// Rows copied in a spreadsheet are taken from the clipboard, in the list and on
// the page of the import, with the line ends that terminals make of them.
func TestPastedSheetIsImported(t *testing.T) {
	sheet := "编号\t姓名\t工会小组\t出生日期\r0801\t司马新\t语文组\t1990/2/3\r0802\t上官新\t语文组\t1991-05-06\r"
	u := open(t)
	u.staff(t)
	d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
	d.Paste(sheet).Expect("导入会员").Expect("（粘贴的表格）：新增 2，修改 0，不变 0，拒收 0").Golden("import-pasted-80x24")
	d.Press("f8").Expect("已导入：新增 2 人")
	d.Type("司马").Expect("0801").Press("esc")
	d.Press("f4").Paste(strings.ReplaceAll(sheet, "\r", "\r\n")).Expect("新增 0，修改 0，不变 2，拒收 0")
	// A path that is dragged in then is a file again.
	d.Paste(u.file(t, "名册.csv", "编号,姓名\n0901,钱新\n")).Press("enter").Expect("名册.csv：新增 1")
	// A name copied from elsewhere is looked for.
	tuitest.New(t, u.app(screen.Members{}), 80, 24).Paste("王芳\n").Expect("显示 2 人")
}
