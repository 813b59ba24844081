package agent

import (
	"context"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/notify"
	"keytray/app/rpc"
	"keytray/app/text"
	"keytray/app/tray"
)

const (
	takeoverLimit = 5 * time.Second // for the first agent to answer the second
	hostLimit     = 5 * time.Second // for a panel to start at log-in
	unheedLimit   = time.Second     // for the desktop to let the shortcut go
)

var pid = os.Getpid()

// Quit implements api.Service. The clipboard is cleared before the agent ends.
func (s *Service) Quit(context.Context) error {
	s.quit()
	return nil
}

// Run is the agent: it returns when ctx ends, on Quit, or at once if an agent
// runs already, which then shows its window. It must be called on the main
// goroutine: some systems draw their tray there only.
func (s *Service) Run(ctx context.Context) error {
	if err := files.Private(s.p.Paths.Runtime); err != nil {
		return err
	}
	lock, err := s.single(ctx)
	if err != nil || lock == nil {
		return err
	}
	defer lock.Release()
	listener, err := rpc.Listen(s.p.Paths.Socket())
	if err != nil {
		return err
	}
	defer os.Remove(s.p.Paths.Socket())
	// Quitting ends the tray first and the rest, the socket too, only when the
	// clipboard is clear: who asked us to quit can wait for that.
	trayCtx, quit := context.WithCancel(ctx)
	ctx, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	s.quit, s.running = quit, true
	s.notifier = notify.New(desktop.Bus, s.p.Icon, s.pressed, s.bump)
	defer s.notifier.Close()

	var parts sync.WaitGroup
	parts.Go(func() {
		if err := rpc.Serve(ctx, listener, s); err != nil {
			s.p.Log.Error("serve", "err", err)
			s.quit()
		}
	})
	if err := s.follow(ctx); err != nil {
		s.p.Log.Error("watch the files", "err", err)
	}
	parts.Go(func() { s.remind(ctx) })
	// These wait for other programs: quitting does not wait for them.
	go s.tidy(ctx)
	go s.keepIcon(ctx)
	go s.welcome(ctx)
	go s.endWithDisplay(ctx)
	heeded := make(chan struct{})
	go func() {
		defer close(heeded)
		s.heed(ctx)
	}()
	if desktop.HasTray() {
		tray.Run(trayCtx, tray.Params{Service: s, Failed: s.trayFailed, Icons: s.p.Paths.TrayIcons()})
	} else { // there is still the socket, for commands
		<-trayCtx.Done()
	}
	s.leave()
	s.clearAtQuit()
	s.waitForStore() // while windows and commands still hear why
	end()
	parts.Wait()
	s.waitForStore() // of a call that was under way
	s.Close()
	select {
	case <-heeded: // before the next agent may start, which would find the shortcut taken
	case <-time.After(unheedLimit):
	}
	return nil
}

// single takes the agent's lock, or asks the agent that holds it to show its
// window; then the lock is nil. One that the desktop starts at log-in shows nothing. An agent that has no display, as one that was started
// over ssh, makes room for one that has.
func (s *Service) single(ctx context.Context) (*files.Lock, error) {
	ctx, cancel := context.WithTimeout(ctx, takeoverLimit)
	defer cancel()
	first, view := rpc.Client{Socket: s.p.Paths.Socket()}, api.View{Name: api.ViewKeys}
	if s.p.AtLogin { // the person has asked for nothing
		view = api.View{}
	}
	for {
		lock, err := files.TryAcquire(s.p.Paths.Lock())
		if err != nil || lock != nil {
			return lock, err
		}
		// It may be just starting or just ending: then nobody answers.
		switch err := first.Show(ctx, view); {
		case api.KindOf(err) == api.NoDisplay && desktop.ReachesDisplay(ctx):
			_ = first.Quit(ctx)
		case api.KindOf(err) != api.NoAgent:
			return nil, err
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return nil, text.Error("another Keytray is running but does not answer; end it and try again")
		}
	}
}

// tidy finishes what was cut off and empties the bin, unless the keychain would
// have to ask the person for it.
func (s *Service) tidy(ctx context.Context) {
	if s.probe(ctx).State != keychain.OK {
		return
	}
	repaired, err := s.vault.Repair(ctx)
	if err != nil {
		s.p.Log.Error("repair", "err", err)
	}
	if len(repaired) > 0 {
		s.p.Log.Info("repaired", "keys", len(repaired))
		s.bump()
	}
	s.countStrays(ctx)
	debug.FreeOSMemory() // nothing much happens now, maybe for hours
}

// keepIcon sees to it that every panel knows the icon, and opens the window
// where there is none for it.
func (s *Service) keepIcon(ctx context.Context) {
	seen := false
	window := time.AfterFunc(hostLimit, func() { s.insteadOfTray(ctx) })
	defer window.Stop()
	err := desktop.WatchTrayHost(ctx, func(there bool) {
		if !there {
			return
		}
		seen = true
		window.Stop()
		if err := tray.Announce(ctx); err != nil && ctx.Err() == nil {
			s.p.Log.Error("announce the icon", "err", err)
		}
	})
	if ctx.Err() == nil {
		s.p.Log.Error("watch for a tray", "err", err)
		if !seen { // else the session is ending
			s.insteadOfTray(ctx)
		}
	}
}

func (s *Service) insteadOfTray(ctx context.Context) {
	if !s.hasDisplay() || s.hasWindow() {
		return
	}
	s.p.Log.Info("no tray on this desktop: the window opens instead")
	if err := s.Show(ctx, api.View{Name: api.ViewKeys}); err != nil {
		s.p.Log.Error("open the window", "err", err)
	}
}

// leave lets the windows end that lose their agent now.
func (s *Service) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leaving = true
}

// clearAtQuit takes a key off the clipboard: nobody would do it later.
func (s *Service) clearAtQuit() {
	if _, err := s.clip.Close(); err != nil {
		s.cleared("", err)
	}
}

// trayFailed tells the person why a click in the tray did nothing.
func (s *Service) trayFailed(err error) { s.tellFailed("tray", err) }

// tellFailed tells the person why what they asked for did not happen.
func (s *Service) tellFailed(what string, err error) {
	s.p.Log.Error(what, "err", err)
	s.notify(notify.Note{Tag: "tray", Title: text.T("Keytray could not do that"), Body: err.Error()})
}
