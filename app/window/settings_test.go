package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func someSettings() (all []api.Setting) {
	for _, s := range []struct{ key, value string }{
		{settingClearAfter, "30s"},
		{settingOnce, "false"},
		{settingBoard, "auto"},
		{settingPrimary, "false"},
		{settingOnLock, "true"},
		{settingKeychain, "system"},
		{settingDue, "3"},
		{settingOverdue, "6"},
		{settingRemind, "true"},
		{settingNotBefore, "09:00"},
		{settingWeekends, "false"},
		{settingNames, "true"},
		{settingTrayKeys, "8"},
		{settingTrayIcon, "auto"},
		{settingShortcut, "Ctrl+Alt+K"},
		{settingLogin, "false"},
		{settingTheme, "system"},
		{settingTextSize, "100"},
		{settingLanguage, "system"},
	} {
		all = append(all, api.Setting{Key: s.key, Value: s.value})
	}
	return all
}

// setTo makes a state one in which a setting has this value.
func setTo(st *api.State, key, value string) {
	all := slices.Clone(st.Settings)
	i := slices.IndexFunc(all, func(s api.Setting) bool { return s.Key == key })
	if i < 0 {
		i, all = len(all), append(all, api.Setting{Key: key})
	}
	all[i].Value = value
	st.Settings = all
}

// unavailable makes a state one in which a setting does nothing.
func unavailable(st *api.State, key, why string) {
	st.Settings = slices.Clone(st.Settings)
	for i := range st.Settings {
		if st.Settings[i].Key == key {
			st.Settings[i].Note, st.Settings[i].Unavailable = why, true
		}
	}
}

func (r *rig) settingsPage() *settingsPage {
	r.Helper()
	r.change(func(st *api.State) { st.Settings = someSettings() })
	r.win.Open(api.View{Name: api.ViewSettings})
	return r.win.page.(*settingsPage)
}

// settingsTab opens the settings at a tab.
func (r *rig) settingsTab(name string) *settingsPage {
	r.Helper()
	p := r.settingsPage()
	p.tabs.Pick(name)
	return p
}

// setBy waits until the one thing that was asked is to set a setting, and answers as the
// agent does.
func (r *rig) setBy(p *settingsPage, key, value string) {
	r.Helper()
	r.UntilAsked("set " + key + " " + value)
	r.Until("it is stored", func() bool { return p.stored[key] == value })
	r.change(func(st *api.State) { setTo(st, key, value) })
	r.Service.Set(func() { r.Service.Calls = nil })
}

func TestEverySettingHasARow(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	var seen []string
	for _, tab := range settingTabs() {
		p.tabs.Pick(tab)
		for _, row := range p.rows {
			if row.box.Visible() {
				seen = append(seen, row.of...)
			}
		}
	}
	for _, s := range someSettings() {
		if !slices.Contains(seen, s.Key) {
			t.Errorf("%s is on no tab", s.Key)
		}
	}
}

func TestASettingAppliesAtOnce(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	r.Sees("Start Keytray when I log in", "Only the tray part starts.", "Changes apply at once.")
	test.Tap(p.byKey[settingLogin].first.(*kit.Switch))
	r.setBy(p, settingLogin, "true")

	p.tabs.Pick("Appearance")
	p.byKey[settingTheme].first.(*kit.Picks).Pick("Dark")
	r.setBy(p, settingTheme, "dark")
	if r.theme.Only == nil || *r.theme.Only != theme.VariantDark {
		t.Error("the theme is not dark")
	}
	p.tabs.Pick("Clipboard")
	p.byKey[settingClearAfter].first.(*kit.Picks).Pick("60 s")
	r.setBy(p, settingClearAfter, "1m")
	if !strings.Contains(r.win.keys.detail.card.idleWords, "60 s") {
		t.Error("the main view does not know")
	}
	p.tabs.Pick("Reminders")
	test.Tap(p.byKey[settingWeekends].first.(*kit.Switch)) // it says what is left alone
	r.setBy(p, settingWeekends, "true")
	p.byKey[settingNotBefore].first.(*kit.Dropdown).Pick("08:00")
	r.setBy(p, settingNotBefore, "08:00")
	p.byKey[settingOverdue].first.(*kit.Dropdown).Pick("2 months")
	r.setBy(p, settingDue, "2")
	r.Key(fyne.KeyEscape)
	r.Sees("All 10")
}

// A time that nobody is offered is typed.
func TestAnyTimeCanBeTyped(t *testing.T) {
	for typed, want := range map[string]string{"45": "45s", "1 m 30 s": "1m30s", "90s": "90s"} {
		r := newRig(t, someState())
		p := r.settingsTab("Clipboard")
		p.byKey[settingClearAfter].first.(*kit.Picks).Pick("Other…")
		e, is := r.Focused().(*kit.Entry)
		if !is || e.Text != "30s" {
			t.Fatalf("%T has the focus", r.Focused())
		}
		e.SetText(typed)
		r.Key(fyne.KeyReturn)
		r.UntilAsked("set " + settingClearAfter + " " + want)
		if r.Focused() != p.byKey[settingClearAfter].first {
			t.Errorf("%T has the focus", r.Focused())
		}
		r.change(func(st *api.State) { setTo(st, settingClearAfter, "45s") })
		r.Sees("45 s")
		r.Key(fyne.KeyReturn)
		r.Focused().(*kit.Entry).SetText("10s")
		r.Key(fyne.KeyEscape)
		if asked := r.Service.Asked(); len(asked) != 1 {
			t.Errorf("Esc asks %q", asked)
		}
		r.Sees("45 s", "Changes apply at once.")
	}
}

func TestARefusedValueSaysWhyAndGoesBack(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsTab("Clipboard")
	row := p.byKey[settingClearAfter]
	r.Service.Fail(&api.Error{Kind: api.Usage, Text: "Use a time from 3 s to 10 min."})
	row.first.(*kit.Picks).Pick("2 min")
	r.Until("the error is there", func() bool { return row.wrong.Visible() })
	r.Sees("Use a time from 3 s to 10 min.")
	if on := row.first.(*kit.Picks).On(); on != 1 {
		t.Errorf("the value is number %d", on)
	}
	s := p.byKey[settingOnce].first.(*kit.Switch)
	test.Tap(s)
	r.Until("the other one is there", func() bool { return p.byKey[settingOnce].wrong.Visible() })
	if s.On {
		t.Error("the switch is on")
	}
	r.Service.Fail(nil)
	row.first.(*kit.Picks).Pick("15 s")
	r.Until("it is stored", func() bool { return p.stored[settingClearAfter] == "15s" })
	if row.wrong.Visible() {
		t.Error("what was wrong stays")
	}
}

func TestAChangeMadeElsewhereShowsAtOnce(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	r.change(func(st *api.State) {
		setTo(st, settingLogin, "true")
		setTo(st, settingTrayKeys, "12")
		setTo(st, settingTextSize, "130") // by hand: nobody is offered that
		setTo(st, settingClearAfter, "7s")
	})
	r.Sees("12 keys")
	if !p.byKey[settingLogin].first.(*kit.Switch).On {
		t.Error("the switch is off")
	}
	p.tabs.Pick("Appearance")
	r.Sees("130 %")
	p.tabs.Pick("Clipboard")
	r.Sees("7 s")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

// What somebody types is not taken away by what changes elsewhere.
func TestAFieldIsNotEmptiedWhileSomebodyTypes(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsTab("Clipboard")
	p.byKey[settingClearAfter].first.(*kit.Picks).Pick("Other…")
	e := r.Focused().(*kit.Entry)
	e.SetText("4")
	r.change(func(st *api.State) { setTo(st, settingTrayKeys, "12"); st.Deleted = someDeleted() })
	if e.Text != "4" || r.Focused() != fyne.Focusable(e) {
		t.Errorf("%q stands there, and %T has the focus", e.Text, r.Focused())
	}
}

func TestWhatCannotWorkHereSaysWhy(t *testing.T) {
	r := newRig(t, someState())
	const why = "Not available on this desktop. Bind this command yourself: keytray pick"
	p := r.settingsPage()
	r.change(func(st *api.State) {
		unavailable(st, settingShortcut, why)
	})
	r.Sees(why)
	if b := p.byKey[settingShortcut].first.(*kit.Button); !b.Disabled() {
		t.Error("other keys can be chosen")
	}
	r.change(func(st *api.State) { st.Settings = someSettings() })
	r.Misses(why)
	if b := p.byKey[settingShortcut].first.(*kit.Button); b.Disabled() {
		t.Error("no other keys can be chosen")
	}
}

func TestASearchFindsSettingsOfAllTabs(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	r.win.typedRune('c')
	test.Type(p.search, "lear")
	if p.search.Text != "clear" {
		t.Errorf("the search is %q", p.search.Text)
	}
	r.Sees("Clear a copied key after", "Clear when I lock the screen")
	r.Misses("Theme", "Keys in the tray menu")
	p.search.SetText("TRAY icon")
	r.Sees("Appearance", "Tray icon")
	r.Misses("Start Keytray when I log in")
	p.search.SetText("tray.keys") // as the command calls it
	r.Sees("Keys in the tray menu")
	p.search.SetText("nothing of the kind")
	r.Sees("No setting matches “nothing of the kind”.")
	r.Key(fyne.KeyEscape)
	r.Sees("Start Keytray when I log in")
	r.Misses("No setting matches")
	p.search.SetText("clear")
	p.tabs.Pick("Security")
	r.Sees("Open the bin")
	r.Misses("Clear a copied key after")
	if p.search.Text != "" {
		t.Errorf("the search is still %q", p.search.Text)
	}
}

func ctrlTab(mods fyne.KeyModifier) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl | mods}
}

func TestCtrlTabTurnsToTheNextTab(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	r.send(ctrlTab(0))
	r.Sees("Clear a copied key after")
	r.send(ctrlTab(fyne.KeyModifierShift))
	r.send(ctrlTab(fyne.KeyModifierShift))
	r.Sees("Text size")
	r.send(&desktop.CustomShortcut{KeyName: fyne.KeyPageDown, Modifier: fyne.KeyModifierControl})
	r.Sees("Start Keytray when I log in")
	p.search.TypedShortcut(ctrlTab(0)) // a field gets it first
	r.Sees("Clear a copied key after")
	r.Frame.Canvas().Focus(p.byKey[settingClearAfter].first)
	r.send(ctrlTab(0))
	r.send(ctrlTab(fyne.KeyModifierShift))
	r.Key(fyne.KeyRight) // what has the focus is in sight
	r.Sees("Pause all reminders")
	r.Key(fyne.KeyEnd)
	r.Sees("Text size")
	r.Key(fyne.KeyLeft)
	r.Sees("Open the bin")
}

func TestEveryControlIsReachedByKeyboard(t *testing.T) {
	for _, tab := range settingTabs() {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(400, 480))
		p := r.settingsTab(tab)
		r.Frame.Canvas().Focus(p.tabs)
		r.Key(fyne.KeyDown)
		if r.Focused() != p.top() {
			t.Errorf("%s: %T has the focus", tab, r.Focused())
		}
		r.Key(fyne.KeyUp)
		if r.Focused() != fyne.Focusable(p.tabs) {
			t.Errorf("%s: %T has the focus", tab, r.Focused())
		}
		for _, row := range p.rows {
			if !row.box.Visible() {
				continue
			}
			for i := 0; r.Focused() != row.first && i < 6; i++ {
				r.Key(fyne.KeyDown)
			}
			if r.Focused() != row.first {
				t.Fatalf("%s: Down does not reach %s", tab, row.id)
			}
			if all, at := kit.Hear(row.box, row.first); at < 0 || !strings.Contains(all[at].Label, row.title) && all[at].Role != fyne.AccessibleRoleButton || all[at].Label == "" {
				t.Errorf("%s: a screen reader hears nothing of %s", tab, row.id)
			}
			at, size := placeOf(row), row.box.Size()
			if top := at - p.scroll.Offset.Y; top < 0 || top+size.Height > p.scroll.Size().Height {
				t.Errorf("%s: %s is at %v of %v", tab, row.id, top, p.scroll.Size().Height)
			}
		}
		r.Key(fyne.KeyEscape)
		r.Sees("All 10")
	}
}

func TestAMenuOfASettingIsChosenFromByKeyboard(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	field := p.byKey[settingTrayKeys].first
	r.Frame.Canvas().Focus(field)
	r.Key(fyne.KeyDown) // goes on, and changes nothing
	if asked := r.Service.Asked(); len(asked) > 0 || r.Focused() == field {
		t.Errorf("asked %q", asked)
	}
	r.Key(fyne.KeyUp)
	r.Key(fyne.KeySpace)
	for range 3 {
		r.Key(fyne.KeyDown)
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("set " + settingTrayKeys + " 3")
	r.Sees("3 keys")
	if r.Focused() != field {
		t.Errorf("%T has the focus", r.Focused())
	}
	r.Key(fyne.KeyReturn)
	r.Key(fyne.KeyEscape)
	if r.over() > 0 || r.win.page != page(p) {
		t.Error("Esc closes more than the menu, or not that")
	}
}

func placeOf(row *settingRow) float32 { return row.box.Position().Y }

func TestAShortcutIsTakenAsItIsPressed(t *testing.T) {
	for _, c := range []struct {
		press func(*recorder)
		want  string
	}{
		{func(k *recorder) {
			k.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyJ, Modifier: fyne.KeyModifierAlt | fyne.KeyModifierControl})
		}, "Ctrl+Alt+J"},
		{func(k *recorder) {
			k.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyPageUp, Modifier: fyne.KeyModifierSuper})
		}, "Super+PageUp"},
		{func(k *recorder) { k.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF9}) }, "F9"},
		{func(k *recorder) {
			k.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			k.TypedKey(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			k.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF9})
		}, "Shift+F9"},
		{func(k *recorder) { k.TypedShortcut(&fyne.ShortcutCopy{}) }, "Ctrl+C"}, // the agent says why not
	} {
		r := newRig(t, someState())
		p := r.settingsPage()
		r.Press("Change…")
		r.Sees("Press the keys")
		k, is := r.Focused().(*recorder)
		if !is {
			t.Fatalf("%T has the focus", r.Focused())
		}
		c.press(k)
		r.UntilAsked("set " + settingShortcut + " " + c.want)
		r.Misses("Press the keys")
		if r.Focused() != p.byKey[settingShortcut].first {
			t.Errorf("%T has the focus", r.Focused())
		}
	}
}

func TestAShortcutStaysOrGoes(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	r.Press("Change…")
	r.Key(fyne.KeyEscape)
	r.Misses("Press the keys")
	r.Sees("Ctrl", "Alt", "Changes apply at once.")
	r.Press("Change…")
	r.Press("No shortcut")
	r.setBy(p, settingShortcut, "off")
	r.Sees("None")
	r.Service.Fail(&api.Error{Kind: api.Usage, Text: "Every program needs these keys."})
	r.Press("Change…")
	r.Focused().(*recorder).TypedShortcut(&fyne.ShortcutPaste{})
	r.UntilSees("Every program needs these keys.")
	r.Sees("None")
}

func TestAProviderHasAWindowOfItsOwn(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsTab("Reminders")
	key := settingProvider + "openai"
	r.Frame.Canvas().Focus(p.row("rotation.provider").first)
	p.row("rotation.provider").first.(*kit.Dropdown).Pick("OpenAI")
	r.UntilAsked("set " + key + " 3-6")
	r.change(func(st *api.State) { setTo(st, key, "3-6") })
	r.Sees("Rotation window for OpenAI")
	first := p.byKey[key].first.(*kit.Dropdown)
	if r.Focused() != fyne.Focusable(first) {
		t.Errorf("%T has the focus", r.Focused())
	}
	if all := p.row("rotation.provider").first.(*kit.Dropdown).Options(); slices.Contains(all, "OpenAI") {
		t.Error("it is offered another one")
	}
	r.Service.Set(func() { r.Service.Calls = nil })
	if slices.Contains(first.Options(), "6 months") {
		t.Error("it can be overdue before it is due")
	}
	first.Pick("1 month")
	r.UntilAsked("set " + key + " 1-6")
	r.change(func(st *api.State) { setTo(st, key, "1-6") })
	r.Service.Set(func() { r.Service.Calls = nil })
	for i := 0; i < 9 && r.Focused().(fyne.Accessible).AccessibilityLabel() != "Take this window back"; i++ {
		r.Key(fyne.KeyDown)
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("set " + key + " default")
	r.change(func(st *api.State) { st.Settings = someSettings() })
	r.Misses("Rotation window for OpenAI")
}

func TestAllRemindersArePaused(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsTab("Reminders")
	c := p.row("reminders.pause").first.(*kit.Dropdown)
	if c.Text != "Not paused" {
		t.Errorf("it says %q", c.Text)
	}
	c.Pick("For 7 days")
	r.UntilAsked("snooze ")
	if got := r.Service.Snoozes[0]; got != (api.SnoozeRequest{For: 7 * 24 * time.Hour}) {
		t.Errorf("asked %+v", got)
	}
	r.change(func(st *api.State) { st.PausedUntil = today.AddDate(0, 0, 7) })
	r.Sees("Until 28 Nov 2026")
	c.Pick("Not paused")
	r.UntilAsked("snooze ", "snooze ")
	if got := r.Service.Snoozes[1]; got != (api.SnoozeRequest{}) {
		t.Errorf("asked %+v", got)
	}
}

// An agent may be newer than the window.
func TestASettingThatNobodyKnowsIsThereToo(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	r.change(func(st *api.State) { setTo(st, "of.a.newer.version", "7") })
	r.Sees("of.a.newer.version")
	e := p.byKey["of.a.newer.version"].first.(*kit.Entry)
	r.Frame.Canvas().Focus(e)
	e.SetText("8")
	r.Frame.Canvas().Unfocus()
	r.UntilAsked("set of.a.newer.version 8")
}

func TestWithoutAStateTheSettingsWait(t *testing.T) {
	r := newRig(t, api.State{})
	r.win.Open(api.View{Name: api.ViewSettings})
	r.Sees("The settings show as soon as Keytray answers.")
	r.change(func(st *api.State) { st.Settings = someSettings() })
	r.Sees("Start Keytray when I log in")
	r.Misses("as soon as Keytray answers")
}

func TestTheSettingsSpeakAnotherLanguageAtOnce(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	spoke := ""
	r.win.p.Speak = func(l string) { spoke = l }
	r.Frame.Canvas().Focus(p.byKey[settingLanguage].first)
	r.change(func(st *api.State) { setTo(st, settingLanguage, "de") })
	again, is := r.win.page.(*settingsPage)
	if !is || again == p || spoke != "de" {
		t.Fatalf("the page is %T, and the language %q", r.win.page, spoke)
	}
	if r.Focused() != again.byKey[settingLanguage].first {
		t.Errorf("%T has the focus", r.Focused())
	}
}

func TestTheWordsOfTheSearchHaveRoomBesideItsIcon(t *testing.T) {
	for _, german := range []bool{false, true} {
		if german {
			windowtest.InGerman(t)
		}
		r := newRig(t, someState())
		p := r.settingsPage()
		if p.search.Icon == nil {
			t.Error("there is no icon")
		}
		for _, width := range []float32{400, 720, 980} {
			r.Frame.Resize(fyne.NewSize(width, 640))
			words := kit.Measure(p.search.Words(), theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width
			if need := 3*theme.Size(theme.SizeNameInnerPadding) + theme.Size(theme.SizeNameInlineIcon) + words; need > p.search.Size().Width {
				t.Errorf("%v wide: %q needs %v, and has %v", width, p.search.Words(), need, p.search.Size().Width)
			}
		}
	}
}

func TestAllTabsOfTheSettingsStandInOneLine(t *testing.T) {
	for _, width := range []float32{400, 490, 720} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(width, 640))
		p := r.settingsPage()
		if high := p.tabs.Size().Height; high > 44 {
			t.Errorf("%v wide: the tabs are %v high", width, high)
		}
		at := r.standsAt(p.tabs)
		if at.X < 4 || at.X+p.tabs.Size().Width > width-4 {
			t.Errorf("%v wide: the tabs go from %v to %v", width, at.X, at.X+p.tabs.Size().Width)
		}
	}
}

// German tabs are longer than a narrow window: their line slides, and all of it can be reached.
func TestAWordyLineOfTabsSlides(t *testing.T) {
	windowtest.InGerman(t)
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 640))
	p := r.settingsPage()
	names := p.tabs.Names()
	within := func(name string) bool {
		at, there := r.textAt(p.tabs, name)
		left, right := r.standsAt(p.tabs).X, r.standsAt(p.tabs).X+p.tabs.Size().Width
		return there && at.X >= left && at.X+kit.Measure(name, kit.SizeBody, fyne.TextStyle{Bold: true}).Width <= right
	}
	if high := p.tabs.Size().Height; high > 44 {
		t.Errorf("they are %v high", high)
	}
	if within(names[len(names)-1]) {
		t.Fatal("the last one has room anyway")
	}
	r.Frame.Canvas().Focus(p.tabs)
	for i := range names {
		if p.tabs.On() != i || !within(names[i]) {
			t.Errorf("%q is on (%d), and is not in sight", names[i], p.tabs.On())
		}
		r.Key(fyne.KeyRight)
	}
	if !within(names[len(names)-2]) {
		t.Error("the one before the last is not in sight")
	}
	test.TapCanvas(r.Frame.Canvas(), r.standsAt(p.tabs).AddXY(6, 14)) // the arrow
	test.Scroll(r.Frame.Canvas(), r.standsAt(p.tabs).AddXY(100, 14), 500, 0)
	if !within(names[0]) || p.tabs.On() != len(names)-1 {
		t.Errorf("the wheel does not lead back to %q, or turns a page", names[0])
	}
	r.Frame.Resize(fyne.NewSize(980, 640))
	for _, name := range names {
		if !within(name) {
			t.Errorf("%q is not in sight where there is room", name)
		}
	}
}

// textAt is where a text stands within o.
func (r *rig) textAt(o fyne.CanvasObject, words string) (at fyne.Position, there bool) {
	windowtest.Walk(o, func(o fyne.CanvasObject, visible bool) {
		if t, is := o.(*canvas.Text); is && visible && t.Text == words {
			at, there = r.standsAt(o), true
		}
	})
	return at, there
}

// In a low window the foot would take much of what is in sight: it scrolls with the rows.
func TestTheFootOfTheSettingsScrollsInALowWindow(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(490, 320))
	p := r.settingsPage()
	inSight := func() bool {
		return r.standsAt(p.doctor).Y+p.doctor.Size().Height <= r.standsAt(r.win.status.box).Y
	}
	if inSight() {
		t.Error("the foot is in sight")
	}
	r.Frame.Canvas().Focus(p.doctor)
	if !inSight() {
		t.Error("the foot does not come into sight with the focus")
	}
	r.Sees("Changes apply at once.")
	r.Frame.Resize(fyne.NewSize(490, 640))
	p.scroll.ScrollToTop()
	if !inSight() || p.last.Visible() {
		t.Error("in a high window the foot does not stay in sight")
	}
	r.Press("Doctor…")
	if _, is := r.win.page.(*doctorPage); !is {
		t.Errorf("the page is %T", r.win.page)
	}
}

// Who has left the page, or turned to another tab, does not see the row.
func TestARefusedSettingIsToldToWhoDoesNotSeeItsRow(t *testing.T) {
	for name, leave := range map[string]func(*rig, *settingsPage){
		"back":        func(r *rig, p *settingsPage) { p.back.Press() },
		"another tab": func(r *rig, p *settingsPage) { p.tabs.Pick("Security") },
	} {
		r := newRig(t, someState())
		p := r.settingsTab("Clipboard")
		r.Service.Fail(&api.Error{Kind: api.Usage, Text: "That is no time."})
		p.set(p.byKey[settingClearAfter], settingClearAfter, "soon")
		leave(r, p)
		r.Until("it is refused", func() bool { return len(p.asked) == 0 })
		if said := r.win.toast.words.Seg.Text; !strings.Contains(said, "stays as it was. That is no time.") {
			t.Errorf("%s: it says %q", name, said)
		}
	}
}
