package window

import (
	"time"

	"keytray/app/api"
)

// newPages are the pages around the encrypted file, the doctor and the bin, as
// a person meets them.
var newPages = map[string]struct {
	open func(*rig)
	says string
}{
	"waiting": {func(r *rig) {
		r.change(func(st *api.State) { st.Keychain.Waiting = true })
		r.Clock.Forward(time.Second)
	}, "It may be asking for your password."},
	"locked": {func(r *rig) { r.lockFile() }, "Unlock…"},
	"unlock": {func(r *rig) {
		r.lockFile()
		r.win.Open(api.View{Name: api.ViewUnlock})
	}, "Enter its passphrase to open it."},
	"unlock-wrong": {func(r *rig) {
		r.lockFile()
		r.win.Open(api.View{Name: api.ViewUnlock})
		r.win.page.(*unlockPage).Answered(&api.Error{Kind: api.Refused, Text: "That passphrase does not open the file. Try again."})
	}, "That passphrase does not open the file."},
	"move": {func(r *rig) { r.settingsPage(); r.win.openMove(api.StoreFile) }, "Again"},
	"move-wrong": {func(r *rig) {
		r.win.openMove(api.StoreFile)
		p := r.win.page.(*movePage)
		p.pass.SetText("a passphrase")
		p.again.SetText("another")
		p.send()
	}, wordsNotSame},
	"moving": {func(r *rig) {
		r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
		r.change(func(st *api.State) { st.Keychain.File = true })
		r.win.openMove(api.StoreFile)
		p := r.win.page.(*movePage)
		p.pass.SetText("a passphrase")
		p.send()
	}, "Moving…"},
	"move-stopped": {func(r *rig) {
		r.win.openMove(api.StoreFile)
		r.win.page.(*movePage).tell(message{text: wordsMoveStopped})
	}, "Move again to go on"},
	"move-back":       {func(r *rig) { r.lockFile(); r.win.openMove(api.StoreSystem) }, "Passphrase"},
	"move-go-keyring": {func(r *rig) { r.win.openMove(api.StoreGoKeyring) }, "go-keyring"},
	"passphrase":      {func(r *rig) { r.lockFile(); r.win.over(newPassphrasePage(r.win)) }, "New, again"},
	"settings-file": {func(r *rig) {
		r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK); st.Deleted = someDeleted() })
		r.settingsTab("Security")
	}, "Change passphrase…"},
	"doctor-confirm": {func(r *rig) { r.doctor(); r.Press("Destroy it") }, "This cannot be taken back."},
	"missing":        {func(r *rig) { r.missKeychain() }, "Use an encrypted file…"},
	"missing-add":    {func(r *rig) { r.missKeychain(); r.setup() }, "Use an encrypted file…"},
	"missing-first": {func(r *rig) {
		r.missKeychain()
		r.change(func(st *api.State) { st.Keys = nil })
	}, "Use an encrypted file…"},
	"bin":       {func(r *rig) { r.openBin() }, "Delete forever"},
	"bin-empty": {func(r *rig) { r.win.over(newBinPage(r.win)) }, wordsBinEmpty},
	"bin-confirm": {func(r *rig) {
		r.openBin()
		r.Press("Delete forever")
	}, "nobody can bring them back"},
}

func inFile(status string) api.Keychain {
	locked := status == api.KeychainLocked
	return api.Keychain{
		Name: "the encrypted file", Status: status, Store: api.StoreFile, File: true, FileLocked: locked, NeedsPassphrase: locked,
	}
}

func (r *rig) lockFile() {
	r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainLocked) })
}

func (r *rig) missKeychain() {
	r.change(func(st *api.State) {
		st.Keychain = api.Keychain{Status: api.KeychainMissing, Store: api.StoreSystem}
	})
}

func someDeleted() []api.Key {
	old, long := keyOf("old", "old launcher", "perplexity", "personal", 300), keyOf("long", "a name of sixty characters is quite long but it is not refused", "", "", 20)
	old.DeletedAt, long.DeletedAt = today.AddDate(0, 0, -3), today.AddDate(0, 0, -29)
	return []api.Key{old, long}
}

func (r *rig) openBin() {
	r.change(func(st *api.State) { st.Deleted = someDeleted() })
	r.win.over(newBinPage(r.win))
}
