//go:build linux

package x11_test

import (
	"slices"
	"testing"

	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
)

// stubborn plays a manager that puts a text back whenever it is not the owner,
// at most so many times.
func (d desk) stubborn(p *program, text string, times int) {
	clip := p.atom("CLIPBOARD")
	p.mu.Lock()
	p.copied = text
	p.mu.Unlock()
	mine := uint32(p.window)
	p.watch(func(owner uint32) {
		if owner != mine && times > 0 {
			times--
			xproto.SetSelectionOwner(p.x, p.window, clip, xproto.TimeCurrentTime)
		}
	})
}

func TestAValueThatAManagerPutsBackIsTakenAway(t *testing.T) {
	for name, how := range map[string]string{"cleared": "returned", "pasted": "pasted returned"} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			value := long(1 << 10)
			e := d.put(t, clipboard.Offer{Once: name == "pasted"}, value)
			manager := join(t, d.Display)
			d.stubborn(manager, value, 2)
			if name == "pasted" {
				d.other.text()
			} else {
				d.clear(t)
			}
			e.wait(t, how)
			// It comes back once more, and is taken away once more.
			eventually(t, "both are taken away", func() bool {
				w := d.other.owner("CLIPBOARD")
				return manager.asks() == 2 && w != 0 && w != manager.window
			})
			if got := d.targets(); !slices.Equal(got, []string{"TARGETS", "TIMESTAMP"}) {
				t.Errorf("the guard offers %q", got)
			}
			for _, target := range []string{"UTF8_STRING", "STRING", "MULTIPLE", "x-kde-passwordManagerHint"} {
				if d.other.ask(d.other.window, target, "P", xproto.TimeCurrentTime) {
					t.Errorf("the guard gives %s", target)
				}
			}
			if d.ours(t) || e.String() != how {
				t.Errorf("ours, or told %q", e)
			}
			// The guard goes when somebody copies something else.
			d.other.offer("CLIPBOARD", "other")
			eventually(t, "the guard is gone", func() bool { return d.other.windows() == 2 })
			if got := join(t, d.Display).text(); got != "other" {
				t.Errorf("the other's copy became %q", got)
			}
		})
	}
}

func TestALongValueThatComesBackInPiecesIsKnownToo(t *testing.T) {
	for name, more := range map[string]string{"ours": "", "longer": "x"} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			value := long(1 << 20)
			e := d.put(t, clipboard.Offer{}, value)
			d.clear(t)
			manager := join(t, d.Display)
			manager.offer("CLIPBOARD", value+more)
			if more == "" {
				e.wait(t, "returned")
				return
			}
			eventually(t, "the board has gone", func() bool { return d.other.windows() == 2 })
			if e.String() != "" || d.other.text() != value+more {
				t.Errorf("it was touched; told %q", e)
			}
		})
	}
}

func TestWhatWasTakenIsNotWatched(t *testing.T) {
	d := newDesk(t)
	e := d.put(t, clipboard.Offer{}, "v")
	d.other.offer("CLIPBOARD", "v")
	e.wait(t, "taken")
	d.clear(t)
	eventually(t, "the board has gone", func() bool { return d.other.windows() == 1 })
	d.other.offer("CLIPBOARD", "v")
	if d.other.asks() > 0 || e.String() != "taken" {
		t.Errorf("it looked; told %q", e)
	}
}
