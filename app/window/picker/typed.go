package picker

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/client"
)

// typedLimit bounds the wait for what was typed before the picker heard keys: the
// person is typing on.
const typedLimit = time.Second

// typedAhead is what was typed for the picker and is not done yet. Its own keys come
// after those that the agent has kept, and these need the keys to pick from.
type typedAhead struct {
	asked bool
	waits bool // for the agent's answer, or for the first state
	early []stroke
	own   []stroke
}

// stroke is one press: of a key, or else a character.
type stroke struct {
	r   rune
	key fyne.KeyName
}

// strokeKeys are the keys that the agent keeps.
var strokeKeys = map[string]fyne.KeyName{
	api.StrokeEnter: fyne.KeyReturn, api.StrokeBackspace: fyne.KeyBackspace, api.StrokeEscape: fyne.KeyEscape,
	api.StrokeUp: fyne.KeyUp, api.StrokeDown: fyne.KeyDown,
}

// hears tells the agent that the picker has the focus, once, and does what was typed
// before that.
func (k *Picker) hears() {
	if k.typed.asked {
		return
	}
	k.typed.asked, k.typed.waits = true, true
	client.Ask(k.ctx, k.p.Link, typedLimit, func(ctx context.Context, svc api.Service) ([]api.Stroke, error) {
		return svc.Focused(ctx)
	}, func(all []api.Stroke, _ error) { // without an answer there is nothing to do
		for _, s := range all {
			k.typed.early = append(k.typed.early, stroke{s.Rune, strokeKeys[s.Key]})
		}
		clear(all)
		if k.ready || k.lost != nil || len(all) == 0 {
			k.catchUp()
		}
	})
}

// waitsFor keeps a stroke for later, and tells whether it did.
func (k *Picker) waitsFor(s stroke) bool {
	if k.typed.waits {
		k.typed.own = append(k.typed.own, s)
	}
	return k.typed.waits
}

// catchUp does what was typed, in order. What the person typed without seeing the picker
// is for picking a key: where there is none they look first.
func (k *Picker) catchUp() {
	early, own := k.typed.early, k.typed.own
	k.typed = typedAhead{asked: true}
	for _, s := range early {
		if s.key == fyne.KeyReturn && (k.stage != stagePick || k.offer != nil) {
			break
		}
		k.does(s)
	}
	for _, s := range own {
		k.does(s)
	}
	clear(early)
	clear(own)
}

// does does what the driver does with a stroke.
func (k *Picker) does(s stroke) {
	if k.closed {
		return
	}
	f := k.p.Window.Canvas().Focused()
	switch {
	case s.key == "" && f != nil:
		f.TypedRune(s.r)
	case s.key == "":
		k.typedRune(s.r)
	case f != nil:
		f.TypedKey(&fyne.KeyEvent{Name: s.key})
	default:
		k.key(s.key)
	}
}
