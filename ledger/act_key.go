package ledger

import "fmt"

// RetireKey ends a signing key: its passphrase was lost, or its owner left
// office. What it signed before stays verifiable.
type RetireKey struct {
	No  uint64
	Why string
}

// WhyLost and WhyLeft are the usual reasons to retire a key.
const (
	WhyLost = "忘记密码"
	WhyLeft = "离任"
)

// Name of the act.
func (RetireKey) Name() string { return "key.retire" }

// Decide lets the owner retire a key, and the chair that of others: who left
// office cannot do it himself.
func (a RetireKey) Decide(r Reader, by Stamp) (Plan, error) {
	old, ok := keyOf(r, a.No)
	switch {
	case !ok:
		return Plan{}, Errf(CodeUnknown, "没有找到这把签字密钥。")
	case old.Until != 0:
		return Plan{}, Errf(CodeState, "“%s”的这把密钥已经停用（%s）。", old.Person, old.Why)
	}
	why, _ := Clean(a.Why)
	if n := len([]rune(why)); n == 0 || n > 60 {
		return Plan{}, &Error{Code: CodeRequired, Text: "停用密钥要写明原因。", Problems: []Problem{{Field: "why", Code: CodeRequired, Text: "请写明原因（60 个字以内），例如“忘记密码”或“离任”。"}}}
	}
	who, _ := PersonNamed(r, by.Operator)
	if old.Person != by.Operator && !who.Is(Chair) && (!r.Unit().Single || who.OnlyAudits()) {
		return Plan{}, Errf(CodeRole, "这是“%s”的密钥。请本人停用；本人已离任的，由主席停用。", old.Person)
	}
	nu := old
	nu.Until, nu.Why = by.Time, why
	return Plan{Title: fmt.Sprintf("停用“%s”的签字密钥（第 %d 把）", old.Person, old.No), Reason: why, Object: fmt.Sprintf("key/%d", old.No), Changes: []Change{Edit(old, nu)}}, nil
}

func keyOf(r Audits, no uint64) (Key, bool) {
	for _, k := range r.Keys() {
		if k.No == no {
			return k, true
		}
	}
	return Key{}, false
}

// KeyInUse finds the registered key of a person that was not retired.
func KeyInUse(r Audits, person string) (Key, bool) {
	for _, k := range r.Keys() {
		if k.Person == person && k.Until == 0 {
			return k, true
		}
	}
	return Key{}, false
}
