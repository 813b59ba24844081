package window

import (
	"context"
	"strconv"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// timeRow is before which hour no reminder comes.
func (p *settingsPage) timeRow() *settingRow {
	hours := []string{"06:00", "07:00", "08:00", "09:00", "10:00", "11:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00"}
	name := func(value string) string {
		t, err := time.Parse("15:04", value)
		if err != nil {
			return value
		}
		return text.Time(t)
	}
	return p.choiceRow(tabReminders, settingNotBefore, settingWords{
		text.T("Time of day"), text.T("Not before this. If the computer is asleep, when it wakes up."),
	}, hours, name)
}

// How long all reminders can be paused.
const (
	notPaused   = ""
	pausedUntil = "until"
)

// pauseRow silences the reminders of all keys for a time.
func (p *settingsPage) pauseRow() *settingRow {
	r := newSettingRow(tabReminders, "reminders.pause", settingWords{text.T("Pause all reminders"), text.T("Exposed keys still get through.")})
	r.of = nil
	name := func(value string) string {
		switch n, _ := strconv.Atoi(value); {
		case value == notPaused:
			return text.T("Not paused")
		case value == pausedUntil:
			return text.T("Until %s", text.Date(p.state.PausedUntil.Local()))
		default:
			return text.N(n, "For 1 day", "For %d days", n)
		}
	}
	show := func() {}
	c := p.newChoice(r, name, func(value string) {
		if value != pausedUntil {
			days, _ := strconv.Atoi(value)
			p.OnPause(days, show)
		}
	})
	show = func() {
		now := notPaused
		if p.state.PausedUntil.After(p.now()) {
			now = pausedUntil
		}
		c.show(now, []string{notPaused, "1", "7", "28"})
	}
	r.follow = func(api.State) { show() }
	return r.put(c.field, c.field)
}

// pause silences all reminders for so many days; 0 ends that.
func (w *Window) pause(days int, done func()) {
	w.fail(nil)
	write(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
		return struct{}{}, svc.Snooze(ctx, api.SnoozeRequest{For: time.Duration(days) * 24 * time.Hour})
	}, func(_ struct{}, err error) {
		w.fail(err)
		done()
	})
}

// storeRow is where values are kept, and how that is.
func (p *settingsPage) storeRow() *settingRow {
	r := newSettingRow(tabSecurity, settingKeychain, settingWords{
		text.T("Keychain"), text.T("Values live there. Keytray’s own files hold names and dates only."),
	})
	c := p.newChoice(r, storeName, func(store string) {
		p.OnMove(store)
		r.show(p.stored) // as it is until all is moved
	})
	r.show = func(v values) {
		c.show(v[settingKeychain], []string{api.StoreSystem, api.StoreGoKeyring, api.StoreFile})
	}
	r.follow = func(st api.State) {
		words, _ := keychainWords(st.Keychain)
		r.note.Set(words)
	}
	return r.put(c.field, c.field)
}

// passphraseRow changes the passphrase of the encrypted file.
func (p *settingsPage) passphraseRow() *settingRow {
	r := newSettingRow(tabSecurity, "passphrase", settingWords{text.T("Passphrase"), text.T("It opens the encrypted file.")})
	r.of = nil
	b := p.newRowButton(r, text.T("Change passphrase…"), func() { p.OnPassphrase() })
	r.follow = func(st api.State) { r.gone = st.Keychain.Store != api.StoreFile }
	return r.put(b, b)
}

// binRow leads to the deleted keys.
func (p *settingsPage) binRow() *settingRow {
	r := newSettingRow(tabSecurity, "bin", settingWords{text.T("Bin"), text.T(wordsBin)})
	r.of = nil
	b := p.newRowButton(r, text.T("Open the bin"), func() { p.OnBin() })
	r.follow = func(st api.State) { r.note.Set(wordsInBin(len(st.Deleted))) }
	return r.put(b, b)
}

func (p *settingsPage) newRowButton(r *settingRow, words string, do func()) *kit.Button {
	b := kit.NewButton(words, "", kit.LookPlain, kit.HeightPlain, do)
	b.OnKey, b.OnFocus = p.key, func() { p.reached(r) }
	return b
}

// compareFold compares names as people sort them.
func compareFold(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }
