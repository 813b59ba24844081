package picker

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/api"
)

// wire says what keys and clicks do.
func (k *Picker) wire() {
	v := k.view
	v.search.OnChanged = func(string) { k.refilter() }
	v.search.OnKey = k.key
	v.search.OnRune = func(r rune) bool { return k.waitsFor(stroke{r: r}) }
	v.search.OnCopy = func() { k.copyKey(k.picked()) }
	v.search.OnPaste = k.refuses
	v.search.OnShortcut = k.shortcut
	v.list.OnPick = func(i int) {
		if k.offer != nil {
			k.offer.do()
			return
		}
		k.choose(i)
		k.copyKey(k.picked())
	}
	v.said.OnClear = k.clear

	c := k.p.Window.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { k.key(e.Name) })
	c.SetOnTypedRune(k.typedRune)
	for _, s := range shortcuts {
		c.AddShortcut(s, func(fyne.Shortcut) { k.shortcut(s) })
	}
	v.said.clear.OnKey = func(name fyne.KeyName) bool {
		enters := name == fyne.KeyReturn || name == fyne.KeyEnter || name == fyne.KeySpace
		return !enters && k.key(name)
	}
}

var (
	showInWindow = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	showToo      = &desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierShortcutDefault}
	nameOfIt     = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierAlt}
	nameToo      = &desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierAlt}
	clearIt      = &desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierShortcutDefault}

	shortcuts = []*desktop.CustomShortcut{showInWindow, showToo, nameOfIt, nameToo, clearIt}
)

// shortcut does what Enter does with Ctrl or Alt, and Ctrl Del.
func (k *Picker) shortcut(s *desktop.CustomShortcut) bool {
	switch s.ShortcutName() {
	case clearIt.ShortcutName():
		k.clear()
	case showInWindow.ShortcutName(), showToo.ShortcutName():
		switch {
		case k.stage == stageCopied:
			k.showInWindow(api.View{Name: api.ViewKeys, Key: k.copy.ID})
		case k.stage == stagePick:
			if key := k.picked(); key.ID != "" {
				k.showInWindow(api.View{Name: api.ViewKeys, Key: key.ID})
			}
		}
	case nameOfIt.ShortcutName(), nameToo.ShortcutName():
		if k.stage == stagePick {
			k.copyName(k.picked())
		}
	default:
		return false
	}
	return true
}

// key takes a key of the keyboard, and tells whether it did.
func (k *Picker) key(name fyne.KeyName) bool {
	if name == fyne.KeyEscape {
		k.escape()
		return true
	}
	if k.waitsFor(stroke{key: name}) {
		return true
	}
	if k.stage == stagePick {
		return k.keyOfList(name)
	}
	switch name {
	case fyne.KeyBackspace:
		if k.stage != stageWait {
			k.pick()
		}
	case fyne.KeyDelete:
		if k.stage == stageCopied {
			k.clear()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if k.stage == stageFailed && !k.held.Ignores(name) {
			again := k.again
			k.pick()
			again()
		}
	default:
		return false
	}
	return true
}

func (k *Picker) keyOfList(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp:
		k.choose(k.chosen - 1)
	case fyne.KeyDown:
		k.choose(k.chosen + 1)
	case fyne.KeyPageUp:
		k.choose(k.chosen - rowsInSight)
	case fyne.KeyPageDown:
		k.choose(k.chosen + rowsInSight)
	case fyne.KeyReturn, fyne.KeyEnter:
		if k.offer != nil {
			k.offer.do()
			return true
		}
		k.copyKey(k.picked())
	default:
		return false
	}
	return true
}

// escape gives up what is under way, and closes otherwise.
func (k *Picker) escape() {
	if k.call != nil && k.stage == stageWait {
		k.giveUp()
		k.pick()
		return
	}
	k.close()
}

// typedRune searches anew once something has failed.
func (k *Picker) typedRune(r rune) {
	if k.waitsFor(stroke{r: r}) {
		return
	}
	if k.stage == stageFailed {
		k.pick()
		k.view.search.TypedRune(r)
	}
}
