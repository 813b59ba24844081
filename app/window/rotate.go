package window

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// rotateWizard leads through the rotation of a key: a new one at the provider, into
// Keytray, into the places that use it, and the end of the old one. It begins where
// the person left it, and keeps up with what is done to the key elsewhere.
type rotateWizard struct {
	wizard
	w        *Window
	key      api.Key // as the newest state or answer has it
	seen     api.Key // as the newest state has it
	provider provider.Provider
	turns    turns

	old     string // hint of the value that is to die
	fresh   string // hint of the value stored here
	dead    bool   // the provider refused the value that is to die, before a new one was stored
	known   bool   // a state has shown the rotation under way
	stored  bool   // the new value was stored here
	missing bool   // the key was deleted
	leaving bool   // it is being given up
	ended   ending // how it ended
	deeds   [deedKinds]deed

	create *createKeyStep
	paste  *newKeyStep
	places *placesStep
	revoke *revokeStep
	end    *rotatedStep
}

// Steps of the rotation; all but the last have a name in api.Steps.
const (
	rotateCreate = iota
	rotatePaste
	rotatePlaces
	rotateRevoke
	rotateDone
)

func newRotateWizard(w *Window, k api.Key) *rotateWizard {
	r := &rotateWizard{w: w}
	r.turns.r = r
	r.take(k)
	r.seen = k
	r.known = k.Case != nil
	r.OnCancel, r.Now = r.escape, w.p.Now
	r.slow = []int{rotateCreate, rotatePlaces, rotateRevoke, rotateDone}
	r.OnShortcut, r.OnPaste = w.shortcut, r.refuses
	r.OnFocus = func(f fyne.Focusable) { w.focusOn(r, f) }
	r.create, r.paste = newCreateKeyStep(r), newNewKeyStep(r)
	r.places, r.revoke, r.end = newPlacesStep(r), newRevokeStep(r), newRotatedStep(r)
	r.build(text.C("title", "Rotate"), r.create, r.paste, r.places, r.revoke, r.end)
	r.cancel.Set(text.T(wordsFinishLater), "", kit.LookQuiet)
	r.rail.about(wordsRotatedKey(k))
	r.resume()
	return r
}

// take is for a newer state of the key.
func (r *rotateWizard) take(k api.Key) {
	r.key = k
	r.provider = providerOf(r.w, k)
	r.old = k.Hint
	if k.Case != nil && k.Case.Stored {
		r.old = k.Case.OldHint
		r.dead = r.dead && k.Previous < 2 // else an older one may be alive
	} else if !r.stored {
		r.dead = k.Previous == 0 && k.Verified != nil && k.Verified.Result == api.CheckRejected
	}
	if r.rail != nil { // it is built
		r.rail.about(wordsRotatedKey(k))
	}
}

// providerOf is who issued a key, as the catalogue has it.
func providerOf(w *Window, k api.Key) provider.Provider {
	if p, ok := w.catalogue().ByID(cmp.Or(k.Provider, provider.Other)); ok {
		return p
	}
	return provider.Provider{ID: k.Provider, Name: k.ProviderName}
}

// resume goes on with the step that the person left, with a way back to all before.
func (r *rotateWizard) resume() {
	r.turns.on = true
	if r.key.Case == nil {
		return
	}
	r.turns.is(r.key.Case.Step)
	r.jump(max(slices.Index(api.Steps, r.key.Case.Step), 0))
	r.turned = kit.Held{} // no click in the wizard led here
}

// rebuilds builds the steps of the provider again; had is the button of before. The
// focus does not stay on it.
func (r *rotateWizard) rebuilds(had *kit.Button, fill func()) {
	fill()
	if had != nil && r.w.inSight(r) && r.w.p.Window.Canvas().Focused() == fyne.Focusable(had) {
		r.OnFocus(r.focus())
	}
}

// jump shows a step that something else than its neighbour led to.
func (r *rotateWizard) jump(to int) {
	r.unask()
	r.goTo(to)
	r.from = nil
	for i := range to {
		r.from = append(r.from, i)
	}
	r.refresh()
}

// hasNew tells whether the new value is stored and the old one is still held.
func (r *rotateWizard) hasNew() bool {
	return r.stored || r.key.Case != nil && r.key.Case.Stored
}

// newHint is what may be shown of the new value, and whether there is one.
func (r *rotateWizard) newHint() (hint string, there bool) {
	if hint, there := r.paste.hint(); there {
		return hint, true
	}
	return r.current(), r.hasNew()
}

// current is what may be shown of the value that is the current one.
func (r *rotateWizard) current() string {
	if r.stored {
		return r.fresh
	}
	return r.key.Hint
}

// keyID is the key that shortcuts are about.
func (r *rotateWizard) keyID() string { return r.key.ID }

// issuer is the provider's name; "" where nobody said who that is.
func (r *rotateWizard) issuer() string { return kit.Issuer(r.key) }

// behind counts the places and people that do not have the new value.
func (r *rotateWizard) behind() int { return behind(r.key) }

func (r *rotateWizard) replaced() bool { return r.hasNew() }

func (r *rotateWizard) called() (api.Key, provider.Provider) { return r.key, r.provider }

// storing tells whether something is under way that must not be cut off.
func (r *rotateWizard) storing() bool { return r.paste.stop != nil || r.calling() }

func (r *rotateWizard) calling() bool {
	return r.create.call.asking || r.create.kill.asking || r.revoke.call.asking
}

// escape is Finish later. While a step waits for an answer it gives that up instead;
// it asks only where a value would be lost.
func (r *rotateWizard) escape() {
	switch {
	case r.calling():
		r.w.toasting(message{text: wordsCalling(r.issuer())})
	case r.giveUp() || r.paste.giveUp():
	default:
		_, pasted := r.loses()
		r.w.askThrow(false, pasted, func() { r.w.done(r) })
	}
}

// loses tells what would be lost: a value that another was pasted over counts, too.
func (r *rotateWizard) loses() (typed, pasted bool) {
	return false, r.paste.holds() && !r.paste.same.safe() || r.paste.before.there()
}

func (r *rotateWizard) leave() {
	r.paste.wipe()
	r.revoke.again.halt()
}

func (r *rotateWizard) keeps() string {
	switch {
	case r.calling():
		return wordsCalling(r.issuer())
	case r.paste.holds() && !r.paste.same.safe():
		return text.T(wordsKeepsNew)
	}
	return ""
}

// refuses keeps a key out of the fields that show what is typed.
func (r *rotateWizard) refuses(typed string) bool {
	const shortest = 8 // a shorter value may be a word by chance
	is := r.w.catalogue().IsKey(typed)
	for _, value := range [][]byte{r.paste.field.part, r.paste.before.value} {
		is = is || len(value) >= shortest && bytes.Contains([]byte(typed), value)
	}
	if is {
		r.w.toasting(message{text: text.T(wordsPasteInTwo), bad: true})
	}
	return is
}

func (r *rotateWizard) render(st api.State) {
	r.turns.retry(st)
	i := slices.IndexFunc(st.Keys, func(k api.Key) bool { return k.ID == r.key.ID })
	switch {
	case i < 0:
		r.deleted()
	case r.missing || !reflect.DeepEqual(st.Keys[i], r.seen): // an answer knows more than the state before it
		r.follow(st.Keys[i])
	}
	for _, s := range r.steps {
		if s, renders := s.(interface{ render(api.State) }); renders {
			s.render(st)
		}
	}
	r.refresh()
}

// renderCopy follows a copy on the clipboard, once a second.
func (r *rotateWizard) renderCopy() {
	r.places.renderCopy()
	r.end.renderCopy()
}
