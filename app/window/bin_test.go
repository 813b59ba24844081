package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

func TestTheBinGivesAKeyBack(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Deleted = someDeleted() })
	r.settingsTab("Security")
	r.Sees("Deleted keys stay in the bin for 30 days.", "2 keys in the bin")
	r.Press("Open the bin")
	r.Sees("old launcher", "Perplexity · personal", "Deleted 18 Nov 2026. Its value goes on 18 Dec 2026.")
	r.win.page.(*binPage).acts[0].Press()
	r.UntilAsked("restore old")
	r.Until("it is said", func() bool { return r.win.toast.box.Visible() })
	r.Sees("Restored “old launcher”")
	r.change(func(st *api.State) { st.Deleted = st.Deleted[1:] })
	r.Misses("Perplexity")
	r.Key(fyne.KeyEscape)
	r.Sees("Changes apply at once.", "1 key in the bin")
}

func TestAKeyGoesForeverAfterAQuestion(t *testing.T) {
	r := newRig(t, someState())
	r.openBin()
	destroy := r.win.page.(*binPage).acts[1]
	r.Frame.Canvas().Focus(destroy)
	r.Key(fyne.KeyReturn)
	r.Sees("Delete old launcher forever?", "nobody can bring them back. It still works at Perplexity until you revoke it.")
	r.Key(fyne.KeyReturn) // the safe choice has the focus
	r.Misses("forever?")
	r.Key(fyne.KeyReturn)
	r.dialogButton("Delete forever").Press()
	r.UntilAsked("destroy old")
	r.change(func(st *api.State) { st.Deleted = nil })
	r.Sees(wordsBinEmpty)
	if r.Focused() != fyne.Focusable(r.win.page.(*binPage).back) {
		t.Error("the button is gone, and the focus with it")
	}
}

func TestTwoDeletedKeysOfOneNameDiffer(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) {
		one, two := someDeleted()[0], someDeleted()[0]
		two.ID, two.Hint, two.Provider, two.Account = "second", "sk-…Zx81", "", ""
		st.Deleted = []api.Key{one, two}
	})
	r.win.over(newBinPage(r.win))
	r.Sees("Perplexity · personal · sk-…kT4Q", "sk-…Zx81")
}
