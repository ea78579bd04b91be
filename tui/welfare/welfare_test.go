package welfare_test

import (
	"fmt"
	"testing"

	"huizhang/tui/screen"
)

func TestLook(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.Care{}, 80, 24)
	d.Press("1")
	d.Type("dw")
	d.Press("enter")
	d.Press("enter").Type("80").Press("enter", "enter").Type("粽子礼盒")
	d.Press("f8")
	d.Press("2")
	d.Press("2", "enter")
	fmt.Println(d.Screen())
	d.Press("f2")
	fmt.Println(d.Screen())
	d.Press("esc")
	d.Press("f3", "1", "3", "4")
	fmt.Println(d.Screen())
	d.Press("2").Type("张三").Press("enter", "f8")
	fmt.Println(d.Screen())
	d.Press("esc")
	fmt.Println(d.Screen())
	d.Press("f5")
	fmt.Println(d.Screen())
	d.Press("enter").Type("本人不领").Press("f8")
	fmt.Println(d.Screen())
	d.Press("f7")
	fmt.Println(d.Screen())
	d.Press("esc", "esc", "esc", "3")
	fmt.Println(d.Screen())
	d.Resize(120, 40)
	fmt.Println(d.Screen())
}
