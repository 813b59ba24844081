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
	r.sees("Deleted keys stay in the bin for 30 days.", "2 keys in the bin")
	r.press("Open the bin")
	r.sees("old launcher", "Perplexity · personal", "Deleted 18 Nov 2026. Its value goes on 18 Dec 2026.")
	r.win.page.(*binPage).acts[0].Press()
	r.untilAsked("restore old")
	r.until("it is said", func() bool { return r.win.toast.box.Visible() })
	r.sees("Restored “old launcher”")
	r.change(func(st *api.State) { st.Deleted = st.Deleted[1:] })
	r.misses("Perplexity")
	r.key(fyne.KeyEscape)
	r.sees("Changes apply at once.", "1 key in the bin")
}

func TestAKeyGoesForeverAfterAQuestion(t *testing.T) {
	r := newRig(t, someState())
	r.openBin()
	destroy := r.win.page.(*binPage).acts[1]
	r.frame.Canvas().Focus(destroy)
	r.key(fyne.KeyReturn)
	r.sees("Delete old launcher forever?", "nobody can bring them back. It still works at Perplexity until you revoke it.")
	r.key(fyne.KeyReturn) // the safe choice has the focus
	r.misses("forever?")
	r.key(fyne.KeyReturn)
	r.dialogButton("Delete forever").Press()
	r.untilAsked("destroy old")
	r.change(func(st *api.State) { st.Deleted = nil })
	r.sees(wordsBinEmpty)
	if r.focused() != fyne.Focusable(r.win.page.(*binPage).back) {
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
	r.sees("Perplexity · personal · sk-…kT4Q", "sk-…Zx81")
}
