package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"huizhang/ledger"
)

// attach stores a file and notes it on the voucher.
func (w *writer) attach(id ledger.VoucherID, name string, content []byte) {
	if w.err != nil || id == 0 {
		return
	}
	f, err := w.b.Files().Put(name, bytes.NewReader(content))
	if err != nil {
		w.err = err
		return
	}
	var ev ledger.Evidence
	if w.err = w.b.View(func(r ledger.Reader) error { ev = r.Evidence(id); return nil }); w.err != nil {
		return
	}
	ev.Files = append(ev.Files, f)
	w.do(ledger.SetEvidence{Evidence: ev})
}

// invoiceXML is a made-up electronic invoice, in the shape of the real ones.
func invoiceXML(seller, number string, day ledger.Day, amount ledger.Money) []byte {
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>%s</EIid></Header><EInvoiceData>
<SellerInformation><SellerName>%s</SellerName></SellerInformation>
<BuyerInformation><BuyerName>云岭实验学校工会委员会</BuyerName><BuyerIdNum>81330000MC4123456X</BuyerIdNum></BuyerInformation>
<BasicInformation><TotalTax-includedAmount>%s</TotalTax-includedAmount></BasicInformation>
</EInvoiceData><TaxSupervisionInfo><InvoiceNumber>%s</InvoiceNumber><IssueTime>%s</IssueTime></TaxSupervisionInfo>
<Remark>练习用，不是真发票</Remark></EInvoice>
`, number, seller, amount, number, day)
}

// signSheet draws something that looks like a scanned list with signatures.
func signSheet(seed int) []byte {
	img := image.NewGray(image.Rect(0, 0, 240, 320))
	for i := range img.Pix {
		img.Pix[i] = 0xf4
	}
	for y := 20; y < 300; y += 14 {
		for x := 16; x < 224; x++ {
			img.SetGray(x, y, color.Gray{Y: 0x60})
			if x > 150 && (x*7+y*13+seed)%11 < 4 && x < 205 {
				img.SetGray(x, y-4-(x*seed+y)%6, color.Gray{Y: 0x20})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return []byte("签领表")
	}
	return b.Bytes()
}
