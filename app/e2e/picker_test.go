//go:build linux

package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

const pickerTitle = "^Keytray: find a key$"

// endLimit is how long the picker's process may go on after the person has closed it, on a machine where lookTakes is
// enough to look for its window. A busy one takes longer for both.
const (
	endLimit  = 200 * time.Millisecond
	lookTakes = 20 * time.Millisecond
)

// The job of the picker, by keyboard: the shortcut, three letters, Enter.
func TestPickACopy(t *testing.T) {
	p := atDesk(t)
	p.add("Obsidian notes")
	_, value := p.add("chat-app")
	binary(t, "keytray-window")
	p.do("", "config", "clipboard.clear_after", "3s")
	a := p.startAgent()
	p.picks(a, p.presses)
	p.xdotool("key", "--clearmodifiers", "c", "h", "a", "Return")
	p.waitClipboard("after Enter", value)
	p.pickerEnds(a)
	p.waitClipboard("after the time of a copy", "")
}

// picks opens the picker, and waits until it hears keys. Until the agent listens nobody
// hears the shortcut, and a picker that ends right now is not opened again.
func (p *person) picks(a *agent, open func()) {
	p.t.Helper()
	var last time.Time
	poll(p.t, "no picker opens", func() bool {
		if len(a.children()) == 0 && time.Since(last) > time.Second {
			open()
			last = time.Now()
		}
		return len(a.children()) > 0 && p.seesPicker()
	})
	p.pickerHears()
}

func (p *person) presses() { p.xdotool("key", "--clearmodifiers", "ctrl+alt+k") }
func (p *person) pick()    { p.do("", "pick") }

// pickerHears waits until the picker has the focus, which a person sees by its caret.
func (p *person) pickerHears() {
	p.t.Helper()
	window := p.waitXWindow(pickerTitle)
	poll(p.t, "the picker has no focus", func() bool {
		out, err := p.session.Command(p.ctx(), "xdotool", "getwindowfocus").Output()
		return err == nil && strings.TrimSpace(string(out)) == window
	})
}

// pickerEnds waits for the end of the picker's window, and of its process soon after.
func (p *person) pickerEnds(a *agent) {
	p.t.Helper()
	poll(p.t, "the picker stays open", func() bool { return !p.seesPicker() })
	closed := time.Now()
	poll(p.t, "the picker's process goes on", func() bool { return len(a.children()) == 0 })
	ended := time.Now()
	p.seesPicker()
	most := max(endLimit, endLimit*time.Since(ended)/lookTakes)
	if took := ended.Sub(closed); took > most {
		p.t.Errorf("the picker's process ended %v after its window, want %v", took, most)
	}
}

func (p *person) seesPicker() bool {
	return p.session.Command(p.ctx(), "xdotool", "search", "--onlyvisible", "--name", pickerTitle).Run() == nil
}

// children are the processes that the agent has started for windows.
func (a *agent) children() (all []int) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", a.cmd.Process.Pid))
	for _, path := range tasks {
		raw, _ := os.ReadFile(path)
		for id := range strings.FieldsSeq(string(raw)) {
			line, _ := os.ReadFile("/proc/" + id + "/cmdline")
			if pid, err := strconv.Atoi(id); err == nil && strings.Contains(string(line), "\x00pick") {
				all = append(all, pid)
			}
		}
	}
	return all
}

// A main window that is open stays where it is.
func TestThePickerOpensBesideTheWindow(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	a := p.startAgent()
	p.do("", "window")
	main := p.waitXWindow("^Keytray$")
	p.picks(a, p.pick)
	if again := p.waitXWindow("^Keytray$"); again != main {
		t.Errorf("the main windows %q are open, want %s alone", again, main)
	}
	p.xdotool("key", "--clearmodifiers", "Escape")
	p.pickerEnds(a)
	if again := p.waitXWindow("^Keytray$"); again != main {
		t.Errorf("the main windows %q are open, want %s alone", again, main)
	}

	// Ctrl Enter shows the key in the window that is open.
	p.picks(a, p.pick)
	p.xdotool("key", "--clearmodifiers", "ctrl+Return")
	p.pickerEnds(a)
	if again := p.waitXWindow("^Keytray$"); again != main {
		t.Errorf("the main windows %q are open, want %s alone", again, main)
	}
}

// The keys count again as soon as the picker is out of sight.
func TestThePickerOpensAgainRightAfterItHasClosed(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	a := p.startAgent()
	p.picks(a, p.presses)
	for range 3 {
		// The same keys within 400 ms would be taken for one press that is held.
		p.xdotool("sleep", "0.4", "key", "--clearmodifiers", "Escape")
		poll(t, "the picker stays open", func() bool { return !p.seesPicker() })
		p.presses()
		poll(t, "the next picker does not open", p.seesPicker)
		p.pickerHears()
	}
}

// Whoever asks for a picker that they look at wants it out of the way.
func TestASecondPickClosesThePicker(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	a := p.startAgent()
	p.picks(a, p.pick)
	var last time.Time
	poll(t, "it stays open", func() bool { // until it knows that it has the focus it comes forward
		if time.Since(last) > time.Second {
			p.pick()
			last = time.Now()
		}
		return !p.seesPicker()
	})
	p.pickerEnds(a)
	p.picks(a, p.pick)
}

// Under a real window manager it is on top, in the middle, and hears keys at once.
func TestThePickerUnderAWindowManager(t *testing.T) {
	d := atRealDesk(t)
	_, value := d.add("chat-app")
	binary(t, "keytray-window")
	a := d.launch()
	d.picks(a, d.presses)
	at := d.xdotool("getwindowgeometry", "--shell", d.waitXWindow(pickerTitle))
	for _, want := range []string{"X=360\n", "Y=220\n", "WIDTH=560\n", "HEIGHT=360\n"} { // of 1280 x 800
		if !strings.Contains(at, want) {
			t.Errorf("it is at %q, want %q", at, want)
		}
	}
	d.xdotool("key", "--clearmodifiers", "c", "h", "a", "Return")
	d.waitClipboard("after Enter", value)
	d.pickerEnds(a)
}

// Another window that takes the focus closes it.
func TestThePickerClosesWhenItLosesTheFocus(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	a := p.startAgent()
	p.do("", "window")
	main := p.waitXWindow("^Keytray$")
	p.picks(a, p.pick)
	p.xdotool("windowfocus", main)
	p.pickerEnds(a)
}

// The picker comes and goes: it is no window to list, and where it is listed all the same
// it has the picture of the program.
func TestThePickerIsInNoTaskbar(t *testing.T) {
	p := atDesk(t)
	p.manageWindows()
	p.add("chat-app")
	binary(t, "keytray-window")
	a := p.startAgent()
	p.picks(a, p.pick)
	window := p.waitXWindow(pickerTitle)
	poll(t, "the picker is listed, or below other windows", func() bool {
		out, err := p.session.Command(p.ctx(), "xprop", "-id", window, "_NET_WM_STATE").Output()
		told := string(out)
		return err == nil && strings.Contains(told, "_NET_WM_STATE_SKIP_TASKBAR") && strings.Contains(told, "_NET_WM_STATE_SKIP_PAGER") && strings.Contains(told, "_NET_WM_STATE_ABOVE")
	})
	out, err := p.session.Command(p.ctx(), "xprop", "-id", window, "-notype", "_NET_WM_ICON").Output()
	if err != nil || strings.Contains(string(out), "not found") {
		t.Errorf("it has no icon: %.60s, %v", out, err)
	}
	p.xdotool("key", "--clearmodifiers", "Escape")
	p.pickerEnds(a)
}
