package session_test

import (
	"testing"

	"keytray/app/e2e/session"
)

func TestFault(t *testing.T) {
	for _, c := range []struct{ said, want string }{
		{"", ""},
		{"keytray: the window cannot be opened\n", ""},
		{
			"one\n2026/11/21 20:15:04 *** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***\nthree\n",
			"2026/11/21 20:15:04 *** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***",
		},
		{"2026/11/21 20:15:04 Fyne error:  Failed to load image\n", "2026/11/21 20:15:04 Fyne error:  Failed to load image"},
		{"2026/11/21 20:15:04 Fyne error:  Preferences load error:\n2026/11/21 20:15:04   Cause: EOF\n", ""},
		{"panic: runtime error\n\ngoroutine 1 [running]:", "panic: runtime error"},
		{"WARNING: DATA RACE\n", "WARNING: DATA RACE"},
	} {
		if got := session.Fault(c.said); got != c.want {
			t.Errorf("Fault(%q) = %q, want %q", c.said, got, c.want)
		}
	}
}
