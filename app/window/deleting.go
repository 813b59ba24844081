package window

import (
	"context"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// confirmDelete asks before a key goes into the bin. Where its provider has a page for it,
// the key can be revoked there first: in the bin it would go on working.
func (w *Window) confirmDelete(id string) {
	k, there := w.key(id)
	if !there || w.asks() {
		return // somebody else has deleted it meanwhile, or there is a question already
	}
	revoke := kit.Act{}
	if u := webPage(revokePage(providerOf(w, k))); u != nil {
		revoke = kit.Act{Label: text.T("Revoke first…"), Do: func() {
			w.openLink(u)
			w.toasting(message{text: text.T("Revoke “%s” there, then delete it here.", short(k.Name)), button: text.T("Delete…"), do: func() {
				w.toasting(message{})
				w.confirmDelete(id)
			}})
		}}
	}
	w.confirmAmong(text.T("Delete %s?", k.Name), wordsDelete(kit.Issuer(k)), text.C("button", "Delete"), text.T("Cancel"), func() { w.delete(k) }, revoke)
	w.askWhile(aboutSame(k), text.T(wordsChangedMeanwhile))
}

// delete puts a key into the bin, and selects the one that stood below it.
func (w *Window) delete(k api.Key) {
	next := w.keys.list.beside(k.ID)
	w.then(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Remove(ctx, api.RemoveRequest{Name: k.ID})
		return err
	}, func() {
		if w.keys.list.leave(k.ID, next) {
			w.openDetail(false)
		}
		w.mayRestore(k)
	})
}
