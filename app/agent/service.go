// Package agent joins vault, keychain, clipboard, rotation and notifications
// behind api.Service, and is the process behind the tray icon: single instance,
// timers, events. A command without a running agent builds the same Service in
// its own process.
package agent

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/clipboard"
	"keytray/app/desktop"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
	"keytray/app/notify"
	"keytray/app/settings"
	"keytray/app/shortcut"
	"keytray/app/text"
	"keytray/app/vault"
)

// Params are what a Service is built from.
type Params struct {
	Paths     files.Paths
	Store     keychain.Store // the system's keychain
	GoKeyring keychain.Store // the same, reached through zalando/go-keyring; nil is Store
	// Boards finds the board with a name, which is a value of clipboard.board.
	Boards  func(name string) (clipboard.Board, error)
	Guard   clipboard.Guard  // nil where nothing clears after a crash
	Now     func() time.Time // carries the person's time zone
	Version string
	// Shortcut listens for the keys of the quick picker; nil where nothing does.
	Shortcut shortcut.Listener
	// Speak changes the language to a value of appearance.language; nil leaves it.
	Speak func(language string)
	// Window is the command that opens a window; VIEW and NAME are appended.
	// Empty means that this build has none and found none.
	Window []string
	// Checker asks a provider whether a key works, in another process: this one
	// cannot use the network. nil where that is left out.
	Checker   func(context.Context, check.Request) (check.Answer, error)
	Autostart desktop.Autostart // the zero one where nothing can be started at log-in
	AtLogin   bool              // the desktop has started us: if an agent runs already, it shows nothing
	Icon      []byte            // of notifications, a PNG
	Log       *slog.Logger
}

// Service implements api.Service.
type Service struct {
	p        Params
	vault    *vault.Vault
	settings settings.File
	own      ownFile // the person's own providers
	file     *filevault.Vault
	clip     *clipboard.Clipboard
	running  bool // as an agent, not inside a command
	quit     context.CancelFunc
	notifier notify.Notifier
	alarm    func(context.Context, time.Time) error // waits for an instant, or less
	unheard  atomic.Bool                            // nobody shows notifications, and the log says so
	counting sync.WaitGroup                         // copies that are not in the history yet
	unstored unstored
	picking  picking

	displayGone atomic.Bool // nothing answers where the display should be

	mu           sync.Mutex // guards the fields below
	revision     uint64
	changed      chan struct{} // closed and replaced at each change
	keychain     api.Keychain
	slow         map[*slowCall]bool // keychain calls under way for longer than waitingAfter
	strays       int                // keys in the stores that the index does not know
	shown        api.Shown
	windows      int // attached
	child        *child
	wanted       *api.View // asked for, and no window has followed yet
	leaving      bool      // the agent ends, and with it the windows
	windowFailed bool      // the last one ended with an error
	picks        uint64    // how often the quick picker was asked for
	picker       *picker   // the last one
	said         digested
	reminds      time.Time            // since when; zero in a command
	marked       map[string]time.Time // keys that the person marked as exposed in an open window
	next         time.Time            // of the next reminder
	shownAt      time.Time            // when the last digest was shown
	damage       string               // what was told last of a damaged list of keys
	ended        string               // how the last copy ended
	closed       bool
}

// New builds a Service. It touches no file, bus or keychain yet.
func New(p Params) *Service {
	s := &Service{
		p: p, settings: settings.File{Path: p.Paths.Settings()}, own: ownFile{path: p.Paths.Providers()}, changed: make(chan struct{}),
		// Not from 1 on: a window that waits must see that a new agent answers.
		revision: uint64(p.Now().UnixMilli()),
		keychain: api.Keychain{Status: api.KeychainUnknown}, slow: map[*slowCall]bool{},
		quit: func() {}, alarm: desktop.SleepUntil, picking: picking{again: make(chan struct{}, 1)}, picker: &picker{},
	}
	s.own.noticed = s.bump
	s.file = filevault.New(s.filePath())
	s.vault = vault.New(vault.Params{
		Dir: p.Paths.Data, Store: watched{s.system, vault.InKeychain, s},
		File: watched{s.encrypted, vault.InFile, s}, Target: s.target, Now: p.Now,
	})
	s.clip = clipboard.New(clipboard.Params{Told: s.cleared, Alarm: desktop.SleepUntil, Guard: p.Guard, While: s.watchLeaving})
	return s
}

// busy says that something goes on after an answer, until counting.Done; it is
// false when the Service is closed.
func (s *Service) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.counting.Add(1)
	return true
}

// Close takes no more copies and waits for what goes on after the last answer.
func (s *Service) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.counting.Wait()
}

// bump tells everybody who waits that something changed.
func (s *Service) bump() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bumpLocked()
}

func (s *Service) bumpLocked() {
	s.revision++
	close(s.changed)
	s.changed = make(chan struct{})
}

// State implements api.Service. It also asks the keychain how it is, and whether keys are
// free that another program had: a window or the tray's menu opens.
func (s *Service) State(ctx context.Context) (api.State, error) {
	s.tryTaken()
	s.probe(ctx)
	st, err := s.state(ctx)
	if err != nil {
		st.Broken = err.Error()
		return st, nil
	}
	if s.running { // an agent's own loop knows the next reminder
		return st, nil
	}
	x, err := s.vault.Index(ctx)
	if err != nil {
		return api.State{}, s.explain(err)
	}
	st.NextReminder = s.plan(x, s.wishes(), s.p.Now()).Next
	return st, nil
}

// Wait implements api.Service.
func (s *Service) Wait(ctx context.Context, revision uint64) (api.State, error) {
	for {
		s.mu.Lock()
		current, changed := s.revision, s.changed
		s.mu.Unlock()
		if current != revision {
			return s.state(ctx)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return api.State{}, ended(ctx)
		}
	}
}

// ended is the answer to who waits when the agent ends in good order; one that
// crashed answers nothing. Who has hung up does not hear it.
func ended(ctx context.Context) error {
	return &api.Error{Kind: api.Ended, Text: text.T("Keytray was quit. Start it with: %s", "keytray"), Err: ctx.Err()}
}

func (s *Service) state(ctx context.Context) (api.State, error) {
	s.mu.Lock() // before the index is read: a change in between must look new
	st := api.State{
		Revision: s.revision, Agent: api.Agent{Running: s.running, Version: s.p.Version},
		Keychain: s.keychain, Show: s.shown, Picks: s.picks, NoDisplay: s.running && !s.hasDisplay(), WindowOpen: s.windows > 0, NextReminder: s.next, Deleted: []api.Key{},
	}
	st.Keychain.Waiting = len(s.slow) > 0
	strays := s.strays
	s.mu.Unlock()
	if s.running {
		st.Agent.PID = pid
	}
	choices, err := s.settings.Load()
	s.speak(choices)
	x, broken := s.vault.Index(ctx)
	st.Keychain.Store = choices.Keychain
	s.fileState(ctx, &st.Keychain, broken != nil || x.Elsewhere(vault.InKeychain) > 0)
	st.Providers = s.ownProviders()
	st.Settings = s.noted(brief(choices))
	if broken != nil { // with the revision, so that the next change can be waited for
		return st, s.explain(broken)
	}
	st.Notice, st.Unmoved = s.notice(x, choices, err, strays)
	now, names := s.p.Now(), s.catalogue()
	if x.PausedUntil.After(now) {
		st.PausedUntil = x.PausedUntil.In(now.Location())
	}
	windows := policies{names, choices}
	st.Keys = make([]api.Key, 0, len(x.Keys))
	for _, k := range x.Keys {
		if _, ok := k.Current(); !ok || k.Destroying {
			continue // not stored yet, or being deleted
		}
		if k.Deleted.IsZero() {
			st.Keys = append(st.Keys, view(k, names.Name(k.Provider), windows.of(k), now))
		} else {
			st.Deleted = append(st.Deleted, view(k, names.Name(k.Provider), windows.of(k), now))
		}
	}
	st.TrayKeys = choices.TrayKeys
	st.Clipboard = s.clipboard(x)
	return st, nil
}

// notice is what the person should know of the list of keys and of the settings, and how
// many values are to be moved where it is about that.
func (s *Service) notice(x vault.Index, choices settings.Settings, unreadable error, strays int) (said string, unmoved int) {
	if pressing := s.pressing(choices, unreadable); pressing != "" {
		return pressing, 0
	}
	if n := x.Elsewhere(holderOf(choices.Keychain)); n > 0 {
		return unmovedWords(n, choices.Keychain), n
	}
	if strays > 0 {
		return text.N(strays, "1 key was found in the keychain that the list does not have. The doctor can bring them back.",
			"%d keys were found in the keychain that the list does not have. The doctor can bring them back.", strays), 0
	}
	if own := s.own.load(); own.err != nil {
		return text.T("%s. Only the built-in providers are known until it is mended.", upper(own.err.Error())), 0
	}
	return "", 0
}

// pressing is what a value may be lost by.
func (s *Service) pressing(choices settings.Settings, unreadable error) string {
	if damage := s.Damage(); damage != "" {
		return damage
	}
	if names := s.unstored.names(); len(names) > 0 {
		return text.T("The new value of %s is not stored yet. Unlock your keychain, and do not end Keytray before.", text.Names(names))
	}
	if unreadable != nil {
		notice := text.T("%s. Defaults apply until it is mended.", upper(unreadable.Error()))
		if s.target() == "" {
			notice = text.Sentences(notice, text.T("No key is added or rotated meanwhile: it is not known whether new values go into the encrypted file."))
		}
		return notice
	}
	return ""
}

// Damage says that this process has set a damaged list of keys aside; "" if not.
func (s *Service) Damage() string {
	switch r := s.vault.Recovered(); {
	case r == nil:
		return ""
	case r.Rebuilt:
		return "" // the person asked for it
	case r.SetAside == "":
		return text.T("The list of keys was missing. The last good copy is used; what was changed last may not be in it.")
	default:
		return text.T("The list of keys was damaged. The last good copy is used; the damaged file is kept as %s.", r.SetAside)
	}
}

func (s *Service) clipboard(x vault.Index) api.Clipboard {
	live := s.clip.Live()
	if live.Owner == "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		return api.Clipboard{Ended: s.ended}
	}
	c := api.Clipboard{ID: live.Owner, Until: live.Until, Once: live.Once}
	for _, k := range x.Keys {
		if k.ID == live.Owner {
			current, ok := k.Current()
			c.Key, c.Previous = k.Name, ok && live.Item != k.Item(current.Number)
		}
	}
	return c
}

// find resolves a name among the keys that may be meant.
func (s *Service) find(ctx context.Context, name string, among func(vault.Key) bool) (vault.Key, error) {
	x, err := s.vault.Index(ctx)
	if err != nil {
		return vault.Key{}, s.explain(err)
	}
	k, err := x.Find(name, among)
	if err != nil {
		return vault.Key{}, s.explain(err)
	}
	return k, nil
}

// shownKey is a key after a change, or the reason why there was none.
func (s *Service) shownKey(k vault.Key, err error) (api.Key, error) {
	s.bump()
	if err != nil {
		return api.Key{}, s.explain(err)
	}
	return view(k, s.catalogue().Name(k.Provider), s.policies().of(k), s.p.Now()), nil
}

// speak follows the setting, which somebody may have changed.
func (s *Service) speak(choices settings.Settings) {
	if s.p.Speak != nil {
		s.p.Speak(choices.Language)
	}
}

// choices are the settings; a file that cannot be used is told by State.
func (s *Service) choices() settings.Settings {
	choices, err := s.settings.Load()
	if err != nil {
		return settings.Defaults()
	}
	return choices
}
