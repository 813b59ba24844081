package window

import (
	"context"
	"reflect"
	"slices"
	"time"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// selected shows another key, and fetches its history.
func (w *Window) selected(id string) {
	w.Conceal()
	w.keys.renderDetail()
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
	w.do(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Edit(ctx, api.EditRequest{Name: id, Pinned: &pinned})
		return err
	})
}

func (w *Window) confirmDelete(id string) {
	k, _ := w.key(id)
	w.confirm("Delete "+k.Name+"?", wordsDelete(kit.Issuer(k)), "Delete", func() {
		w.then(func(ctx context.Context, svc api.Service) error {
			_, err := svc.Remove(ctx, api.RemoveRequest{Name: id})
			return err
		}, func() {
			w.openDetail(false)
			w.toasting(message{text: wordsDeleted(k.Name), button: "Undo", do: func() { w.restore(id) }})
		})
	})
}

func (w *Window) restore(id string) {
	w.toasting(message{})
	w.then(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Restore(ctx, id)
		return err
	}, func() { w.await(id) })
}

// snooze silences a key's reminders for a time; for no time it speaks up again.
func (w *Window) snooze(id string, d time.Duration) {
	w.do(func(ctx context.Context, svc api.Service) error {
		return svc.Snooze(ctx, api.SnoozeRequest{Name: id, For: d})
	})
}

func (w *Window) mute(id string, muted bool) {
	w.do(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Edit(ctx, api.EditRequest{Name: id, Muted: &muted})
		return err
	})
}

// await selects a key that was just stored or restored, as soon as a state has it.
func (w *Window) await(id string) {
	w.awaited = id
	w.openAwaited()
}

func (w *Window) openAwaited() {
	if _, here := w.keys.key(w.awaited); here {
		w.keys.list.open(w.awaited)
		w.awaited = ""
	}
}

// toasting shows a toast for as long as a person needs to take it back.
func (w *Window) toasting(m message) {
	if w.stopToast != nil {
		w.stopToast()
	}
	w.toast.render(m)
	w.stopToast = w.after(8*time.Second, func() { w.toast.render(message{}) })
}
