package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/term"
)

// passphrase asks for a passphrase: at a terminal unseen, else the next line of
// standard input. It is never taken from an argument, where other users of the
// computer and the shell's history would see it.
func (s *session) passphrase(prompt string) (string, error) {
	text, err := s.secretLine(prompt)
	if err != nil {
		return "", wrong("没有读到密码。请在终端里运行，按提示输入；脚本可以从标准输入给一行。")
	}
	if text = strings.TrimRight(text, "\r\n"); text == "" || !utf8.ValidString(text) {
		return "", wrong("没有读到密码。请在终端里运行，按提示输入；脚本可以从标准输入给一行。")
	}
	return text, nil
}

func (s *session) secretLine(prompt string) (string, error) {
	if f, ok := s.Stdin.(*os.File); ok && term.IsTerminal(f.Fd()) {
		fmt.Fprint(s.Stderr, prompt+"（输入时不显示）：")
		b, err := term.ReadPassword(f.Fd())
		fmt.Fprintln(s.Stderr)
		return string(b), err
	}
	if s.lines == nil {
		s.lines = bufio.NewReader(io.LimitReader(s.Stdin, 4096))
	}
	text, err := s.lines.ReadString('\n')
	if errors.Is(err, io.EOF) && text != "" {
		err = nil
	}
	return text, err
}

// newPassphrase asks for a new one, at a terminal twice.
func (s *session) newPassphrase(prompt string) (string, error) {
	text, err := s.passphrase(prompt)
	if err != nil {
		return "", err
	}
	if f, ok := s.Stdin.(*os.File); ok && term.IsTerminal(f.Fd()) {
		again, err := s.passphrase("再输一遍")
		if err != nil {
			return "", err
		}
		if again != text {
			return "", wrong("两次输入的密码不一样，没有做任何事。请再来一次。")
		}
	}
	return text, nil
}
