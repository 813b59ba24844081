package picker

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/unlock"
)

// copiedPick is what the picker has copied.
type copiedPick struct {
	api.Clipboard
	total time.Duration
	name  string // a variable's name, which is no secret
}

// underWay is a call to the service.
type underWay struct {
	stop func()
	next func() // what waits for its end; nil for nothing
}

// ask makes one call at a time. One that a person would notice is said; another one is
// not begun meanwhile.
func (k *Picker) ask(call func(context.Context, api.Service) error, done func(error)) {
	if k.call != nil {
		return
	}
	noticed := k.p.Later(client.WaitNoticed, func() {
		if k.stage != stageUnlock { // its button says so
			k.view.said.waits(client.Waiting(k.state.Keychain))
			k.show(stageWait)
		}
	})
	this := &underWay{}
	k.call = this
	stop := client.Ask(k.ctx, k.p.Link, client.CallLimit, func(ctx context.Context, svc api.Service) (struct{}, error) {
		return struct{}{}, call(ctx, svc)
	}, func(_ struct{}, err error) {
		noticed()
		if k.call == this { // else the person has given it up
			k.call = nil
			done(err)
			if this.next != nil {
				this.next()
			}
		}
	})
	this.stop = func() { noticed(); stop() }
}

// afterCall does something now, or once the call under way has ended.
func (k *Picker) afterCall(do func()) {
	if k.call != nil {
		k.call.next = do
		return
	}
	do()
}

// giveUp ends the call under way, and the keychain's wait for the person.
func (k *Picker) giveUp() {
	if k.call == nil {
		return
	}
	k.call.stop()
	k.call = nil
	if k.stage != stageWait {
		return
	}
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(k.ctx), time.Second)
		defer cancel()
		_ = k.p.Service.Cancel(ctx) // nobody waits for it any more
	}()
}

// wanted brings the picker back after the keychain's own prompt.
func (k *Picker) wanted() {
	if !k.front {
		k.p.Window.RequestFocus()
	}
}

// copyKey puts a value on the clipboard, by the rules of every other face.
func (k *Picker) copyKey(key api.Key) {
	if key.ID == "" {
		return
	}
	var c api.Clipboard
	k.ask(func(ctx context.Context, svc api.Service) (err error) {
		c, err = svc.Copy(ctx, api.CopyRequest{Name: key.ID})
		return err
	}, func(err error) {
		switch {
		case err == nil:
			k.copied(c)
		case unlock.Helps(k.state.Keychain, err):
			k.unlockWith(func() { k.copyKey(key) })
		default:
			k.failed(text.T("%s was not copied", key.Name), err, func() { k.copyKey(key) })
		}
	})
}

// copied shows the ring for a moment, and closes.
func (k *Picker) copied(c api.Clipboard) {
	k.copy = copiedPick{Clipboard: c, total: c.Until.Sub(k.p.Now())}
	k.show(stageCopied)
	k.tick()
	k.closeIn(copiedStays)
}

// tick moves the ring, once a second.
func (k *Picker) tick() {
	if k.stage != stageCopied || !k.copy.Live() {
		return
	}
	left := max(k.copy.Until.Sub(k.p.Now()), 0)
	k.view.said.counts(k.copy, left)
	wait := left % time.Second
	if wait == 0 {
		wait = time.Second
	}
	if left > 0 {
		k.p.Later(wait, k.tick)
	}
}

// followCopy notices the end of the copy whose ring is shown.
func (k *Picker) followCopy(before api.Clipboard) {
	ours := k.copy.Live() && before.ID == k.copy.ID
	if k.stage != stageCopied || !ours || k.state.Clipboard.Live() {
		return
	}
	switch k.state.Clipboard.Ended {
	case api.ClearedNotOurs:
		k.say("info", text.T("Something else is on the clipboard now."), "")
	case api.ClearedFailed:
		k.say("warn", text.T("The clipboard could not be cleared. Copy something else to replace it."), "")
	case api.ClearedOnPaste:
		k.say("check", text.T("Pasted, cleared."), "")
	case api.ClearedGone:
		k.say("info", text.T("The display ended, and the clipboard with it."), "")
	default:
		k.say("check", text.T("Clipboard cleared"), "")
	}
}

// clear takes the copy off the clipboard now.
func (k *Picker) clear() {
	k.stopTimer()
	var c api.Cleared
	k.ask(func(ctx context.Context, svc api.Service) (err error) {
		c, err = svc.Clear(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			k.failed(text.T("The clipboard could not be cleared"), err, k.clear)
		case c.Result == api.ClearedNotOurs:
			k.say("info", text.T("Something else is on the clipboard now."), "")
		default:
			k.say("check", text.T("Clipboard cleared"), "")
		}
	})
}

// copyName puts the name of a key's variable on the clipboard. It is no secret, and
// stays there.
func (k *Picker) copyName(key api.Key) {
	switch {
	case key.ID == "":
		return
	case key.Env == "" || k.p.Clipboard == nil:
		k.note = text.T("%s has no variable.", key.Name)
		k.refresh()
		return
	}
	k.p.Clipboard.SetContent(key.Env)
	k.copy = copiedPick{name: key.Env}
	k.say("check", text.T("%s copied", key.Env), text.T("This is the name of its variable. It stays on the clipboard."))
}

// say shows what became of something for a moment, and closes.
func (k *Picker) say(icon, title, words string) {
	k.view.said.tells(icon, title, words)
	k.show(stageSaid)
	stays := saidStays
	if words != "" {
		stays = copiedStays
	}
	k.closeIn(stays)
}

func (k *Picker) closeIn(d time.Duration) {
	k.stopTimer()
	k.timer = k.p.Later(d, k.close)
}

// failed says why something was not done, until the person has read it.
func (k *Picker) failed(title string, err error, again func()) {
	k.again = again
	k.held = kit.HeldFrom(k.p.Now)
	k.view.said.fails(title, client.Sentence(err))
	k.show(stageFailed)
	k.wanted()
}

// unlock has the keychain ask for its password, or asks for the passphrase of the
// encrypted file.
func (k *Picker) unlock() {
	if unlock.Needed(k.state.Keychain) {
		k.unlockWith(k.pick)
		return
	}
	k.ask(func(ctx context.Context, svc api.Service) error {
		return svc.Unlock(ctx, secret.Value{})
	}, func(err error) {
		if err != nil {
			k.failed(text.T("%s stayed locked", client.KeychainName(k.state.Keychain)), err, k.unlock)
			return
		}
		k.pick()
		k.wanted()
	})
}

// unlockWith asks for the passphrase of the encrypted file, and goes on then.
func (k *Picker) unlockWith(then func()) {
	f := unlock.New(nil)
	f.OnLeave = k.pick
	f.OnOpen = func() {
		if k.form == f {
			k.pick()
			k.afterCall(then) // a state may tell it before the answer to our own call
		}
	}
	f.OnUnlock = func(passphrase secret.Value) func() {
		k.ask(func(ctx context.Context, svc api.Service) error {
			defer passphrase.Wipe()
			return svc.Unlock(ctx, passphrase)
		}, func(err error) {
			if k.form == f {
				k.p.Window.Canvas().Focus(f.Field)
				f.Answered(err)
			}
		})
		return k.giveUp
	}
	k.form = f
	k.view.asks(f.Content)
	k.show(stageUnlock)
}

// startAgent starts one; Follow notices when it answers.
func (k *Picker) startAgent() {
	k.ask(func(context.Context, api.Service) error { return k.p.StartAgent() }, func(err error) {
		if err != nil {
			k.failed(text.T("Keytray was not started"), err, k.startAgent)
			return
		}
		k.pick()
	})
}

// showInWindow opens the main window, and closes.
func (k *Picker) showInWindow(v api.View) {
	k.ask(func(ctx context.Context, svc api.Service) error { return svc.Show(ctx, v) }, func(err error) {
		if err != nil {
			k.failed(text.T("The window was not opened"), err, func() { k.showInWindow(v) })
			return
		}
		k.close()
	})
}
