package window

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// placesStep leads through the places that use the key: the new value is copied from
// here, and each place ticked off once it has it.
type placesStep struct {
	r    *rotateWizard
	head *rotateHead

	ring   *kit.Ring
	idle   *widget.Icon
	said   *kit.Prose
	copy   *kit.Button
	rows   *fyne.Container
	shown  []api.Place     // that there are rows for
	ticks  []*placeRow     // them
	asked  map[string]bool // ticks on their way to the agent, and what they say
	adding adding
	add    *kit.Button
	oldKey *kit.Button
	field  *kit.Entry
	adds   fyne.CanvasObject
	box    *fyne.Container
}

func newPlacesStep(r *rotateWizard) *placesStep {
	s := &placesStep{
		r: r, head: newRotateHead(r), ring: kit.NewRing(kit.HeightSmall), idle: widget.NewIcon(kit.Icon("clock", kit.ColorMuted)), said: kit.NewProse("", kit.SizeNameSmall, theme.ColorNameForeground),
		rows: container.New(kit.Column{Gap: 0}), asked: map[string]bool{},
	}
	s.copy = r.watchButton(kit.NewButton(text.T(wordsCopyNew), "copy", kit.LookPlain, kit.HeightPlain, func() { s.copies(false) }))
	link := kit.Look{Text: theme.ColorNameHyperlink}
	s.oldKey = r.watchButton(kit.NewButton(text.T(wordsCopyOld), "copy", kit.LookQuiet, kit.HeightSmall, func() { s.copies(true) }))
	s.add = r.watchButton(kit.NewButton(text.T(wordsAddPlace), "plus", link, kit.HeightSmall, s.openAdd))
	s.field = kit.NewEntry(text.T(wordsPlaceHint))
	r.watch(s.field)
	s.field.OnKey = s.fieldKey
	enter := r.watchButton(kit.NewButton(text.T(wordsAdd), "", kit.LookPlain, kit.HeightEntry, s.addPlace))
	s.adds = container.NewBorder(nil, nil, nil, kit.Inset(enter, 0, 0, 8, 0), s.field)
	s.adds.Hide()
	signs := container.New(square{kit.HeightSmall}, container.NewStack(s.ring, container.NewCenter(container.New(square{16}, s.idle))))
	top := container.NewStack(kit.NewPlate(kit.ColorSunken, "", theme.SizeNameCardRadius),
		kit.Inset(container.New(&kit.WithActions{Least: 180}, container.New(kit.Middle{}, container.New(besideMiddle{kit.HeightSmall, 10}, signs, s.said)), s.copy), 7, 7, 14, 12))
	card := container.NewStack(kit.NewPlate(kit.ColorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius), kit.Inset(container.New(kit.Column{Gap: 0}, kit.Inset(top, 1, 0, 1, 1), s.rows), 0, 2, 0, 0))
	links := kit.Inset(container.New(&kit.Flow{Gap: 16}, s.add, s.oldKey), -4, 0, -4, 0)
	s.box = container.New(kit.Column{Gap: 14}, s.head.box, card, s.adds, links)
	return s
}

func (s *placesStep) title() string              { return text.T("Update places") }
func (s *placesStep) content() fyne.CanvasObject { return s.box }
func (s *placesStep) next() (string, bool)       { return text.T("Next"), true }

// focus is the copy while a place waits for it; then Enter goes on.
func (s *placesStep) focus() fyne.Focusable {
	if s.r.behind() > 0 {
		return s.copy
	}
	return nil
}

func (s *placesStep) enter() {
	s.r.turns.to(api.StepPlaces)
	s.show()
}

// done goes on, also while places are left: the next step says how many.
func (s *placesStep) done() bool {
	if s.adds.Visible() && strings.TrimSpace(s.field.Text) != "" {
		s.addPlace()
		return false
	}
	return true
}

func (s *placesStep) render(api.State) { s.show() }

func (s *placesStep) show() {
	s.forgetAdded()
	places := s.placesNow()
	s.head.set(text.T(wordsPutNew), wordsPlacesDone(places, s.r.dead))
	if same := slices.EqualFunc(places, s.shown, func(a, b api.Place) bool { return a.Location == b.Location && a.Person == b.Person }); !same || len(s.rows.Objects) == 0 {
		s.fill(places)
	}
	s.shown = places
	for i, p := range places {
		s.ticks[i].set(p)
	}
	kit.Show(s.oldKey, !s.r.revoke.nothingLeft())
	s.renderCopy()
	s.box.Refresh()
}

func (s *placesStep) fill(places []api.Place) {
	s.rows.Objects, s.ticks = nil, nil
	for _, p := range places {
		row := newPlaceRow(s, p)
		s.ticks = append(s.ticks, row)
		s.rows.Add(container.New(kit.Column{Gap: 0}, newPlateLine(), kit.Inset(row.box, 7, 7, 12, 12)))
	}
	if len(places) == 0 {
		s.rows.Add(container.New(kit.Column{Gap: 0}, newPlateLine(), kit.Inset(kit.NewProse(text.T(wordsNoPlaces), kit.SizeNameSmall, kit.ColorMuted), 12, 12, 14, 14)))
	}
}

// newPlateLine is a hairline.
func newPlateLine() fyne.CanvasObject {
	return container.NewStack(kit.NewPlate(theme.ColorNameSeparator, "", ""), kit.RoomOf(0, 1))
}

// renderCopy shows what is on the clipboard, and for how long.
func (s *placesStep) renderCopy() {
	c := s.r.w.copyOf(s.r.key.ID)
	kit.Show(s.ring, c.live)
	kit.Show(s.idle, !c.live)
	switch {
	case c.live:
		s.ring.Set(float32(c.left)/float32(max(c.total, 1)), number(int((c.left+time.Second-1)/time.Second)))
		s.said.Set(wordsOnClipboard(c))
	case c.said != "":
		s.said.Set(c.said)
	default:
		s.said.Set(text.T(wordsCopyHere))
	}
}

// copies puts one of the two values on the clipboard. Both stay there to be copied
// until the old one is dead.
func (s *placesStep) copies(old bool) {
	s.r.w.copyValue(api.CopyRequest{Name: s.r.key.ID, Previous: old}, s.r.w.fail)
}

// tell puts a sentence for a person on the clipboard: that the key changed, without
// any of its value.
func (s *placesStep) tell(b *kit.Button) {
	clip := s.r.w.p.Clipboard
	if clip == nil {
		return
	}
	clip.SetContent(text.Tell(s.r.key.Name, kit.Issuer(s.r.key), s.r.w.p.Now().Local(), false))
	s.r.w.saysCopied(b, text.T(wordsCopyMessage))
}
