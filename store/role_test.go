package store_test

import (
	"crypto/sha256"
	"os"
	"slices"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// claimed is an act that calls itself by any name and would change the book if
// it came through the door.
type claimed struct {
	name    string
	posts   bool
	reached *bool
}

func (c claimed) Name() string { return c.name }
func (c claimed) Posts() bool  { return c.posts }

func (c claimed) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	*c.reached = true
	return ledger.Plan{}, ledger.Errf(ledger.CodeState, "到此为止")
}

// TestRolesAtTheDoor tries every act as every role through the one door: who may
// not do it is refused before the act is asked anything, and no byte of the file
// changes. What posts on the way needs the role for posting too.
func TestRolesAtTheDoor(t *testing.T) {
	var people []ledger.Person
	for _, role := range ledger.Roles() {
		people = append(people, ledger.Person{Name: "某" + string(role), Roles: []ledger.Role{role}})
	}
	people = append(people, ledger.Person{Name: "前任", Roles: []ledger.Role{ledger.Treasurer, ledger.Chair}, Gone: true})
	d := New(t, func(f *ledger.Found) { f.People = people })
	post := []ledger.Role{ledger.Treasurer, ledger.Reviewer, ledger.Chair}
	sum := func() [32]byte {
		b, err := os.ReadFile(d.Path())
		if err != nil {
			t.Fatal(err)
		}
		return sha256.Sum256(b)
	}
	before := sum()
	tried, refused := 0, 0
	for _, row := range ledger.Permissions() {
		for _, act := range row.Acts {
			for _, p := range append(people, ledger.Person{Name: "路人"}) {
				for _, posts := range []bool{false, true} {
					reached := false
					d.Operator = p.Name
					_, err := d.Do(claimed{act, posts, &reached}, d.Stamp())
					may := !p.Gone && slices.ContainsFunc(row.Roles, p.Is) && (!posts || slices.ContainsFunc(post, p.Is))
					tried++
					if reached != may {
						t.Errorf("%s does %s (posts %v): reached %v, %v", p.Name, act, posts, reached, err)
					}
					if !may {
						refused++
						if ledger.CodeOf(err) != ledger.CodeRole {
							t.Errorf("%s does %s: %v", p.Name, act, err)
						}
					}
				}
			}
		}
	}
	if sum() != before {
		t.Error("a refused act changed the file")
	}
	t.Logf("%d tried, %d refused", tried, refused)
	d.Operator = people[0].Name
}
