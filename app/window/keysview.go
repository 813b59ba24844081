package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// keysView is the main view: the list and the detail of one key, side by side
// or one at a time; or the welcome while there is no key.
type keysView struct {
	list    *listPane
	detail  *detail
	welcome *welcome
	shield  *shield
	panes   *panes
	both    *fyne.Container
	all     *fyne.Container

	copyOf func(id string) copied
	now    func() time.Time
	canvas func() fyne.Canvas
	isGone func(api.Key) bool // its value is not in the keychain
	state  api.State
	ready  bool // there is a state
}

func newKeysView(icon fyne.Resource) *keysView {
	v := &keysView{list: newListPane(), welcome: newWelcome(icon)}
	v.list.clock = func() time.Time { return v.now() }
	v.detail = newDetail(detailParams{now: func() time.Time { return v.now() }, canvas: func() fyne.Canvas { return v.canvas() }})
	v.shield = newShield(v.list.tapAgain)
	v.panes = &panes{changed: v.detail.arrange}
	v.both = container.New(v.panes, v.list.box, kit.NewPlate(theme.ColorNameSeparator, "", ""), v.detail.box, v.shield)
	v.all = container.NewStack(v.both)
	v.welcome.box.Hide()
	v.both.Hide()
	return v
}

func (v *keysView) content() fyne.CanvasObject { return v.all }

func (v *keysView) focus() fyne.Focusable {
	switch {
	case v.welcome.box.Visible():
		return v.welcome.add
	case v.both.Visible() && v.list.box.Visible():
		return v.list.search
	}
	return nil
}

func (v *keysView) escape() {}

func (v *keysView) leave() {}

func (v *keysView) keeps() string { return "" }

func (v *keysView) render(st api.State) {
	v.state = st
	empty := len(st.Keys) == 0
	v.welcomes(v.ready && empty)
	kit.Show(v.both, v.ready && !empty)
	v.list.render(st, v.now())
	v.renderDetail()
}

// welcomes shows the welcome, or hides it. Who has keys never sees it, and does not wait
// until it is laid out: it comes into the tree when it is first shown, and stays there.
func (v *keysView) welcomes(on bool) {
	if on && len(v.all.Objects) == 1 {
		v.all.Add(v.welcome.box)
	}
	if len(v.all.Objects) > 1 {
		v.welcome.render(v.state.Keychain)
	}
	kit.Show(v.welcome.box, on)
}

// renderDetail shows the selected key, nothing while none is.
func (v *keysView) renderDetail() {
	k, ok := v.key(v.list.selected)
	kit.Show(v.detail.all, ok)
	if ok {
		v.detail.render(k, seen{copy: v.copyOf(k.ID), gone: v.isGone(k), others: v.state.Keys, now: v.now()})
	} else {
		v.detail.letGo()
	}
}

func (v *keysView) key(id string) (api.Key, bool) {
	for i := range v.state.Keys {
		if v.state.Keys[i].ID == id {
			return v.state.Keys[i], true
		}
	}
	return api.Key{}, false
}

// open shows the detail where there is room for one pane only.
func (v *keysView) open(detail bool) {
	v.panes.detail = detail
	v.both.Refresh()
}

// panes lays out the list, a hairline and the detail, and a shield over them; below
// onePane the list or the detail.
type panes struct {
	detail  bool // alone: the detail, not the list
	alone   bool // there is room for one pane only
	narrow  bool // the detail is
	changed func(alone, narrow bool)
}

// listWidth is how wide the list is beside the detail.
func listWidth(window float32) float32 { return min(max(window*380/980, 300), 460) }

func (*panes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(minimum.Width, 200) }

func (p *panes) Layout(o []fyne.CanvasObject, size fyne.Size) {
	list, hairline, detail := o[0], o[1], o[2]
	kit.At(o[3], 0, 0, size.Width, size.Height)
	const narrowDetail = 560
	left := listWidth(size.Width)
	alone, narrow := size.Width < onePane, size.Width-left < narrowDetail
	if alone != p.alone || narrow != p.narrow {
		p.alone, p.narrow = alone, narrow
		p.changed(alone, narrow)
	}
	kit.Show(list, !alone || !p.detail)
	kit.Show(detail, !alone || p.detail)
	kit.Show(hairline, !alone)
	if alone {
		kit.At(list, 0, 0, size.Width, size.Height)
		kit.At(detail, 0, 0, size.Width, size.Height)
		return
	}
	kit.At(list, 0, 0, left, size.Height)
	kit.At(hairline, left, 0, 1, size.Height)
	kit.At(detail, left+1, 0, size.Width-left-1, size.Height)
}
