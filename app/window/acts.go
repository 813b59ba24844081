package window

import (
	"context"
	"net/url"
	"reflect"
	"slices"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// selected shows another key, and fetches its history.
func (w *Window) selected(id string) {
	w.Conceal()
	w.keys.renderDetail()
	if id == "" && w.keys.panes.alone {
		w.openDetail(false) // there is nothing to show, and no way back
	}
	w.history(id)
}

// key is a key as the newest state has it: what is not in sight may show an older one.
func (w *Window) key(id string) (api.Key, bool) {
	i := slices.IndexFunc(w.state.Keys, func(k api.Key) bool { return k.ID == id })
	if i < 0 {
		return api.Key{}, false
	}
	return w.state.Keys[i], true
}

// refreshHistory fetches the history again if something happened to the key.
func (w *Window) refreshHistory(before api.State) {
	id := w.keys.list.selected
	now, _ := w.key(id)
	for _, k := range before.Keys {
		if k.ID == id && !reflect.DeepEqual(k, now) {
			w.history(id)
		}
	}
}

func (w *Window) history(id string) {
	if id == "" {
		return
	}
	ask(w, func(ctx context.Context, svc api.Service) ([]api.Event, error) {
		return svc.History(ctx, id)
	}, func(events []api.Event, err error) {
		if err == nil && w.keys.list.selected == id { // without its history a key is still of use
			w.keys.detail.told(events, w.p.Now())
		}
	})
}

func (w *Window) pin(id string, pinned bool) {
	was := !pinned
	w.edit(change{
		id: id, edit: api.EditRequest{Pinned: &pinned}, back: api.EditRequest{Pinned: &was},
		stands: func(k api.Key) bool { return k.Pinned == pinned },
	})
}

// snooze silences a key's reminders for a time; for no time it speaks up again.
func (w *Window) snooze(id string, d time.Duration) {
	w.do(func(ctx context.Context, svc api.Service) error {
		return svc.Snooze(ctx, api.SnoozeRequest{Name: id, For: d})
	})
}

func (w *Window) mute(id string, muted bool) {
	was := !muted
	w.edit(change{
		id: id, edit: api.EditRequest{Muted: &muted}, back: api.EditRequest{Muted: &was},
		stands: func(k api.Key) bool { return k.Muted == muted },
	})
}

// pasteAgain gives a key whose value is gone a new one, or the same once more.
func (w *Window) pasteAgain(id string) {
	w.Open(api.View{Name: api.ViewRotate, Key: id})
	if r := w.rotating(id); r != nil && r.at == rotateCreate {
		r.jump(rotatePaste)
	}
}

// copyLine copies the line that gives a program the key, without its value: it asks
// Keytray for that when it runs.
func (w *Window) copyLine(id string) {
	if k, there := w.key(id); there && w.p.Clipboard != nil {
		w.p.Clipboard.SetContent(lineOf(k))
		w.toasting(message{text: text.T("Copied the line for a shell"), good: true})
	}
}

// lineOf is the line for a shell that gives a program the key. A name can be anything, so
// the shell must not look into it.
func lineOf(k api.Key) string {
	return text.SetVariable(k.Env, text.Command("get", k.Name))
}

// copyVariable copies the name of the variable.
func (w *Window) copyVariable(id string) {
	if k, there := w.key(id); there && w.p.Clipboard != nil {
		w.p.Clipboard.SetContent(k.Env)
	}
}

// openLink shows a page of the provider; where no browser does, it says where that is.
func (w *Window) openLink(u *url.URL) {
	w.fail(nil)
	w.openURL(u, func(err error) {
		if err != nil {
			w.fail(&api.Error{Kind: api.Failed, Text: wordsNotOpened(u.String())})
			w.address = u.String()
			w.refresh()
		}
	})
}

// copyAddress copies the address of a page that no browser has shown.
func (w *Window) copyAddress() {
	w.p.Clipboard.SetContent(w.address)
	w.fail(nil)
	w.toasting(message{text: text.T("Copied the address"), good: true})
}

// await selects a key that was just stored or restored, as soon as a state has it, unless
// the person selects something before that.
func (w *Window) await(id string) {
	w.awaited = id
	w.openAwaited()
}

// openAwaited looks in the newest state: the list may lie below another page, and show an
// older one.
func (w *Window) openAwaited() {
	id := w.awaited
	if _, here := w.key(id); here {
		w.awaited = ""
		w.keys.render(w.state)
		w.keys.list.open(id)
	}
}

// toasting shows a toast for as long as a person needs to take it back.
func (w *Window) toasting(m message) {
	if w.stopToast != nil {
		w.stopToast()
	}
	w.offered = nil
	w.toast.render(m)
	w.stopToast = w.after(8*time.Second, func() {
		w.offered = nil
		w.toast.render(message{})
	})
}
