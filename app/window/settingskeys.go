package window

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// noShortcut is the value of a shortcut that is switched off.
const noShortcut = "off"

// shortcutRow shows the keys that open the picker, and takes others as they are pressed.
func (p *settingsPage) shortcutRow(w settingWords) *settingRow {
	r := newSettingRow(tabGeneral, settingShortcut, w)
	caps := container.New(layout.NewCustomPaddedHBoxLayout(5))
	change := p.newRowButton(r, text.T("Change…"), nil)
	none := p.newRowButton(r, text.T("No shortcut"), nil)
	shown := container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(caps), change)
	rec := newRecorder()
	asks := kit.Actions(rec, none)
	open := func(on bool) {
		kit.Show(asks, on)
		kit.Show(shown, !on)
		r.box.Refresh()
	}
	end := func() {
		open(false)
		p.canvas().Focus(change)
	}
	change.OnTapped = func() {
		r.wrong.Set("")
		open(true)
		p.canvas().Focus(rec)
	}
	none.OnTapped = func() { end(); p.set(r, settingShortcut, noShortcut) }
	none.OnKey = func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			end()
			return true
		}
		return p.key(k)
	}
	rec.OnEnd = end
	rec.OnKeys = func(keys string) { end(); p.set(r, settingShortcut, keys) }
	r.show = func(v values) {
		caps.Objects = keyCaps(v[settingShortcut])
		shown.Refresh()
	}
	r.able = enabling(change)
	open(false)
	return r.put(container.NewHBox(shown, asks), change)
}

// keyCaps are the keys of a combination such as Ctrl+Alt+K.
func keyCaps(keys string) (all []fyne.CanvasObject) {
	if keys == noShortcut {
		return []fyne.CanvasObject{kit.NewLine(text.C("shortcut", "None"), kit.SizeBody, kit.ColorMuted)}
	}
	for _, k := range strings.Split(keys, "+") {
		all = append(all, kit.NewKeyCap(text.KeyCap(k)))
	}
	return all
}

// recorder waits for a combination of keys. While it has the focus no key does anything
// else, Esc excepted: that ends it.
type recorder struct {
	widget.BaseWidget
	OnKeys func(keys string)
	OnEnd  func()

	focused, shift bool
}

func newRecorder() *recorder {
	k := &recorder{}
	k.ExtendBaseWidget(k)
	return k
}

// AcceptsTab tells that Tab is one of the keys that can be pressed.
func (k *recorder) AcceptsTab() bool { return true }

func (k *recorder) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(k); c != nil {
		c.Focus(k)
	}
}

func (k *recorder) FocusGained()   { k.focused, k.shift = true, false; k.Refresh() }
func (k *recorder) FocusLost()     { k.focused = false; k.Refresh() }
func (k *recorder) TypedRune(rune) {}

// KeyDown notes Shift: a combination with it alone comes without it.
func (k *recorder) KeyDown(e *fyne.KeyEvent) { k.shifted(e.Name, true) }

// KeyUp is the end of that.
func (k *recorder) KeyUp(e *fyne.KeyEvent) { k.shifted(e.Name, false) }

func (k *recorder) shifted(name fyne.KeyName, down bool) {
	if name == desktop.KeyShiftLeft || name == desktop.KeyShiftRight {
		k.shift = down
	}
}

// TypedKey takes a key without another modifier than Shift.
func (k *recorder) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		k.OnEnd()
	case isModifier(e.Name):
	case k.shift:
		k.OnKeys(combination(fyne.KeyModifierShift, e.Name))
	default:
		k.OnKeys(combination(0, e.Name))
	}
}

// TypedShortcut takes the others.
func (k *recorder) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok {
		k.OnKeys(combination(c.Modifier, c.KeyName))
		return
	}
	if key, known := editKeys[s.ShortcutName()]; known {
		k.OnKeys(combination(fyne.KeyModifierShortcutDefault, key))
	}
}

// editKeys are the keys of shortcuts that the toolkit has a name for.
var editKeys = map[string]fyne.KeyName{
	"Copy": fyne.KeyC, "Cut": fyne.KeyX, "Paste": fyne.KeyV, "SelectAll": fyne.KeyA, "Undo": fyne.KeyZ, "Redo": fyne.KeyY,
}

func isModifier(name fyne.KeyName) bool {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeyAltLeft, desktop.KeyAltRight,
		desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock, fyne.KeyUnknown:
		return true
	}
	return false
}

// keyWords are the names in a setting, where they differ from the toolkit's.
var keyWords = map[fyne.KeyName]string{
	fyne.KeyPageUp: "PageUp", fyne.KeyPageDown: "PageDown", fyne.KeyReturn: "Enter", fyne.KeyEnter: "Enter",
}

// combination is how a setting says it: Ctrl+Alt+K.
func combination(held fyne.KeyModifier, key fyne.KeyName) string {
	var words []string
	for _, m := range []struct {
		mask fyne.KeyModifier
		word string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}, {fyne.KeyModifierSuper, "Super"}} {
		if held&m.mask != 0 {
			words = append(words, m.word)
		}
	}
	word, renamed := keyWords[key]
	if !renamed {
		word = string(key)
	}
	return strings.Join(append(words, word), "+")
}

// AccessibilityLabel is what a screen reader says.
func (k *recorder) AccessibilityLabel() string {
	return text.T("Press the keys. Esc leaves them as they are.")
}

// AccessibilityRole tells a screen reader that it can be pressed.
func (k *recorder) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (k *recorder) CreateRenderer() fyne.WidgetRenderer {
	words := kit.NewLine(text.T("Press the keys"), kit.SizeBody, kit.ColorMuted)
	r := &recorderRenderer{k: k, ground: canvas.NewRectangle(color.Transparent)}
	r.WidgetRenderer = widget.NewSimpleRenderer(container.NewStack(r.ground, kit.Inset(container.NewCenter(words), 6, 6, 14, 14)))
	r.Refresh()
	return r
}

type recorderRenderer struct {
	fyne.WidgetRenderer
	k      *recorder
	ground *canvas.Rectangle
}

func (r *recorderRenderer) Refresh() {
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, r.k)
	r.ground.StrokeColor, r.ground.StrokeWidth = kit.Named(theme.ColorNameInputBorder, r.k), 1
	if r.k.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = kit.Named(theme.ColorNamePrimary, r.k), 2
	}
	r.ground.Refresh()
}
