package window

import (
	"os/exec"
	"strings"
	"testing"
)

// A break within the quotes would be another name to whoever types the line off.
func TestTheLineForAShellBreaksWhereAShellDoesNotMind(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	name := "my  notes, of $(the) \"whole\" " + strings.Repeat("long ", 4) + "year's"
	p := r.ready(name).steps[setupDone].(*doneStep)
	var shown []string
	for _, l := range p.command {
		shown = append(shown, l.Text)
		if strings.Contains(l.Text, "\n") || l.Size().Height > l.MinSize().Height+1 {
			t.Errorf("%q is broken: it is %v high", l.Text, l.Size().Height)
		}
	}
	r.Press("Copy")
	copied := r.Clip.Content()
	if strings.Contains(copied, "\n") {
		t.Errorf("copied %q", copied)
	}
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip(err)
	}
	for _, line := range []string{copied, strings.Join(shown, "\n")} {
		out, err := exec.CommandContext(t.Context(), sh, "-c", `keytray() { printf '%s|' "$@"; }; `+line+`; printf '%s' "$OPENAI_API_KEY"`).CombinedOutput()
		if want := "get|" + name + "|"; err != nil || string(out) != want {
			t.Errorf("a shell makes %q of %q: %v", out, line, err)
		}
	}
}
