package window

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"keytray/app/text"
)

// The tabs, in their order.
const (
	tabGeneral = iota
	tabClipboard
	tabReminders
	tabSecurity
	tabAppearance
)

func settingTabs() []string {
	return []string{
		text.C("tab", "General"), text.C("tab", "Clipboard"), text.C("tab", "Reminders"), text.C("tab", "Security"), text.C("tab", "Appearance"),
	}
}

// Settings that have a row of their own kind.
const (
	settingLogin     = "start.at_login"
	settingShortcut  = "shortcut.pick"
	settingTrayKeys  = "tray.keys"
	settingTrayIcon  = "tray.icon"
	settingOnce      = "clipboard.clear_after_paste"
	settingPrimary   = "clipboard.primary"
	settingOnLock    = "security.clear_on_screen_lock"
	settingRemind    = "reminders.enabled"
	settingNotBefore = "reminders.not_before"
	settingWeekends  = "reminders.weekends"
	settingNames     = "reminders.show_names"
)

// build makes the rows anew: there are other settings than before.
func (p *settingsPage) build() {
	p.rows = nil
	if len(p.stored) > 0 {
		p.make()
	}
	p.byKey = map[string]*settingRow{}
	for _, r := range p.rows {
		for _, key := range r.of {
			p.byKey[key] = r
		}
	}
	p.arrange()
}

// focusInside tells whether one of the rows has the focus.
func (p *settingsPage) focusInside() bool {
	if p.canvas == nil {
		return false
	}
	o, is := p.canvas().Focused().(fyne.CanvasObject)
	_, inside := placeIn(p.list, o)
	return is && inside
}

func (p *settingsPage) make() {
	p.general()
	p.clipboard()
	p.reminders()
	p.security()
	p.appearance()
	p.others()
}

// add takes a row, unless nobody knows its setting.
func (p *settingsPage) add(r *settingRow) {
	if !slices.ContainsFunc(r.of, func(key string) bool { _, known := p.stored[key]; return !known }) {
		p.rows = append(p.rows, r)
	}
}

func (p *settingsPage) general() {
	p.add(p.switchRow(tabGeneral, settingLogin, settingWords{
		text.T("Start Keytray when I log in"), text.T("Only the tray part starts. The window opens when you ask."),
	}, false))
	p.add(p.shortcutRow(settingWords{text.T("Shortcut for the quick picker"), text.T("Works in every app.")}))
	p.add(p.choiceRow(tabGeneral, settingTrayKeys, settingWords{
		text.T("Keys in the tray menu"), text.T("Pinned keys first, then the ones you added last."),
	}, []string{"1", "2", "3", "4", "5", "6", "8", "10", "12", "15", "20"}, counted(text.Keys)))
	p.add(p.choiceRow(tabGeneral, settingLanguage, settingWords{text.T("Language"), text.T("Of the window, the tray, the notifications and the commands.")},
		[]string{"system", "en", "de"}, language))
}

func (p *settingsPage) clipboard() {
	p.add(p.clearRow())
	p.add(p.switchRow(tabClipboard, settingOnce, settingWords{
		text.T("Clear after the first paste"), text.T("Where the desktop tells of pastes. Some clipboard managers read at once; then this clears too early."),
	}, false))
	p.add(p.switchRow(tabClipboard, settingOnLock, settingWords{text.T("Clear when I lock the screen"), text.T("And when the computer goes to sleep.")}, false))
	p.add(p.switchRow(tabClipboard, settingPrimary, settingWords{
		text.T("Paste with the middle mouse button"), text.T("A copied key goes there too, where the desktop has that."),
	}, false))
	p.add(p.choiceRow(tabClipboard, settingBoard, settingWords{
		text.T("Way onto the clipboard"), text.T("Automatic is the safest that works here."),
	}, []string{"auto", "x11", "wayland", "wl-copy", "atotto"}, boardName))
}

func (p *settingsPage) reminders() {
	p.add(p.switchRow(tabReminders, settingRemind, settingWords{text.T("Remind me of keys that need rotating"), text.T("At most once a day, with all of them in one message.")}, false))
	p.add(p.windowRow())
	for _, key := range slices.Sorted(maps.Keys(p.stored)) {
		if id, ofOne := strings.CutPrefix(key, settingProvider); ofOne {
			p.add(p.providerRow(key, id))
		}
	}
	p.add(p.addProviderRow())
	p.add(p.timeRow())
	p.add(p.switchRow(tabReminders, settingWeekends, settingWords{
		text.T("Leave weekends alone"), text.T("Exposed keys, and those that a provider ends, still get through."),
	}, true))
	p.add(p.switchRow(tabReminders, settingNames, settingWords{
		text.T("Name the keys"), text.T("Without this, a notification says how many, not which."),
	}, false))
	p.add(p.pauseRow())
}

func (p *settingsPage) security() {
	p.add(p.storeRow())
	p.add(p.passphraseRow())
	p.add(p.binRow())
}

func (p *settingsPage) appearance() {
	p.add(p.segmentRow(tabAppearance, settingTheme, settingWords{text.T("Theme"), ""}, []string{"system", "light", "dark"},
		text.C("theme", "System"), text.C("theme", "Light"), text.C("theme", "Dark")))
	p.add(p.choiceRow(tabAppearance, settingTextSize, settingWords{text.T("Text size"), text.T("Of the window, and all that is in it.")},
		[]string{"100", "110", "125", "150", "175", "200"}, counted(func(n int) string { return text.T("%d %%", n) })))
	p.add(p.segmentRow(tabAppearance, settingTrayIcon, settingWords{
		text.T("Tray icon"), text.T("Light for a dark panel, dark for a light one. A dot appears when a key needs rotating."),
	}, []string{"auto", "light", "dark"}, text.C("tray icon", "Automatic"), text.C("tray icon", "Light"), text.C("tray icon", "Dark")))
}

// others are settings that this window does not know: an agent may be newer.
func (p *settingsPage) others() {
	for _, s := range p.state.Settings {
		known := slices.ContainsFunc(p.rows, func(r *settingRow) bool { return slices.Contains(r.of, s.Key) })
		if !known {
			p.add(p.typedRow(tabGeneral, s.Key, settingWords{s.Key, s.Help}))
		}
	}
}

// language is what a language calls itself.
func language(tag string) string {
	if name, known := text.Languages()[tag]; known {
		return name
	}
	return text.T("Same as the system")
}

func boardName(board string) string {
	switch board {
	case "auto":
		return text.C("clipboard", "Automatic")
	case "x11":
		return "X11"
	case "wayland":
		return "Wayland"
	case "atotto":
		return text.C("clipboard", "Other programs")
	}
	return board
}
