package store

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"sync/atomic"
	"time"

	"huizhang/ledger"
)

// ChildVariable is the environment variable that makes the program a child;
// its value says which.
const ChildVariable = "HUIZHANG_CHILD"

const childVerify = "verify"

// patience is how long a child may be silent before it counts as hanging.
const patience = 90 * time.Second

// hello is a child's first word, said before it touches the book, and
// helloLimit how long the parent waits for it: a program that does not know it
// can be a child must not be taken for one that died of the book.
const (
	hello      = "hello"
	helloLimit = 10 * time.Second
)

// line is what a child says, one JSON object a line.
type line struct {
	Done  int           `json:"done,omitempty"`
	Total int           `json:"total,omitempty"`
	What  string        `json:"what,omitempty"`
	Proof *ledger.Proof `json:"proof,omitempty"`
	Code  string        `json:"code,omitempty"` // of a fault or an error
	Text  string        `json:"text,omitempty"`
	Exit  int           `json:"exit,omitempty"` // of a fault
}

// Child does the work of a child process if the environment says that this
// process is one. Main calls it before anything else, and so does TestMain:
//
//	if handled, code := store.Child(os.Getenv, os.Stdin, os.Stdout); handled {
//		os.Exit(code)
//	}
func Child(getenv func(string) string, in io.Reader, out io.Writer) (handled bool, code int) {
	if getenv(ChildVariable) != childVerify {
		return false, 0
	}
	r := bufio.NewReader(in)
	var j job
	first, err := r.ReadBytes('\n')
	if err != nil || json.Unmarshal(first, &j) != nil {
		return true, ExitUsage
	}
	var orphan atomic.Bool
	go func() { // the parent keeps the pipe open as long as it lives
		io.Copy(io.Discard, r)
		orphan.Store(true)
	}()
	say := json.NewEncoder(out)
	if say.Encode(line{What: hello}) != nil {
		return true, ExitBug
	}
	proof, err := j.run(func(done, total int, what string) bool {
		return say.Encode(line{Done: done, Total: total, What: what}) == nil && !orphan.Load()
	})
	last := line{Proof: &proof}
	var refused *ledger.Error
	if f, ok := AsFault(err); ok {
		last = line{Code: f.Code, Text: f.Text, Exit: f.Exit}
	} else if errors.As(err, &refused) {
		last = line{Code: string(refused.Code), Text: refused.Text}
	} else if err != nil {
		last = line{Code: "B04"}
	}
	if say.Encode(last) != nil {
		return true, ExitBug
	}
	return true, 0
}

// inChild runs the job in a child process. A child that dies or falls silent
// means that the file cannot be walked: B04.
func (s *Shelf) inChild(j job, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	cmd := exec.Command(s.Self)
	cmd.Env = append(cmd.Environ(), ChildVariable+"="+childVerify)
	cmd.SysProcAttr = apart()
	in, err := cmd.StdinPipe()
	if err != nil {
		return ledger.Proof{}, FaultBug("S5", "child", err)
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return ledger.Proof{}, FaultBug("S5", "child", err)
	}
	if err := cmd.Start(); err != nil { // no child to be had: better here than not at all
		return j.contained(tell)
	}
	lines := make(chan line)
	go func() {
		defer close(lines)
		for d := json.NewDecoder(out); ; {
			var l line
			if d.Decode(&l) != nil {
				return
			}
			lines <- l
		}
	}()
	if err := json.NewEncoder(in).Encode(j); err != nil {
		in.Close()
	}
	answers := greeted(lines)
	var proof ledger.Proof
	if answers {
		proof, err = listen(lines, s.silence(), j.Book, tell)
	}
	cmd.Process.Kill() // a no-op after its last word
	for range lines {  // lets the reader go
	}
	cmd.Wait()
	if !answers {
		return j.contained(tell)
	}
	return proof, err
}

func greeted(lines <-chan line) bool {
	clock := time.NewTimer(helloLimit)
	defer clock.Stop()
	select {
	case l, ok := <-lines:
		return ok && l.What == hello
	case <-clock.C:
		return false
	}
}

func (s *Shelf) silence() time.Duration {
	if s.Patience > 0 {
		return s.Patience
	}
	return patience
}

// listen follows a child to its last word.
func listen(lines <-chan line, limit time.Duration, book string, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	clock := time.NewTimer(limit)
	defer clock.Stop()
	for {
		select {
		case <-clock.C:
			return ledger.Proof{}, FaultCut(book, errors.New("the check fell silent"))
		case l, ok := <-lines:
			switch {
			case !ok:
				return ledger.Proof{}, FaultCut(book, errors.New("the check died"))
			case l.Proof != nil:
				return *l.Proof, nil
			case l.Exit != 0:
				return ledger.Proof{}, &Fault{Code: l.Code, Text: l.Text, Exit: l.Exit}
			case l.Text != "":
				return ledger.Proof{}, ledger.Errf(ledger.Fault(l.Code), "%s", l.Text)
			case l.Code != "":
				return ledger.Proof{}, FaultCut(book, errors.New("the check failed"))
			case tell != nil && !tell(l.Done, l.Total, l.What):
				return ledger.Proof{}, errStopped
			}
			clock.Reset(limit)
		}
	}
}
