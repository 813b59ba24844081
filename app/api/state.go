package api

import "time"

// State is everything a face shows. It holds no value.
type State struct {
	Revision     uint64    `json:"revision"` // differs whenever anything else does
	Agent        Agent     `json:"agent"`
	Keychain     Keychain  `json:"keychain"`
	Clipboard    Clipboard `json:"clipboard"`
	NextReminder time.Time `json:"next_reminder,omitzero"`
	PausedUntil  time.Time `json:"paused_until,omitzero"` // reminders of all keys are snoozed
	Keys         []Key     `json:"keys"`                  // without those in the bin, in the order in which they were added
	Deleted      []Key     `json:"deleted"`               // the bin
	// Providers are those that the person added to the catalogue.
	Providers []Provider `json:"providers,omitempty"`
	TrayKeys  int        `json:"tray_keys"`
	// Settings are all of them, without their help: who shows a state follows them.
	Settings []Setting `json:"settings,omitempty"`
	Notice   string    `json:"notice,omitempty"` // a sentence that needs the person's eye
	// Unmoved counts the values that are not where new ones go, where Notice is about them.
	Unmoved    int    `json:"unmoved,omitempty"`
	Broken     string `json:"broken,omitempty"` // why the list of keys cannot be read: there are none in this state
	Show       Shown  `json:"show"`
	WindowOpen bool   `json:"window_open,omitempty"`
	// Picks counts how often the quick picker was asked for: one that is open is closed
	// by the next time.
	Picks uint64 `json:"picks,omitempty"`
	// NoDisplay says that the agent has no display: it was started where there is none, as
	// over ssh, or nothing is there any more.
	NoDisplay bool `json:"no_display,omitempty"`
}

// Agent is the process behind the tray icon.
type Agent struct {
	Running bool   `json:"running"`
	PID     int    `json:"pid,omitempty"`
	Version string `json:"version"`
}

// Keychain is the place where values live.
type Keychain struct {
	Name    string `json:"name"`               // what the person calls it: GNOME Keyring
	Status  string `json:"status"`             // ok, locked, missing, no_collection, silent, unknown
	CanMake bool   `json:"can_make,omitempty"` // it has no collection yet, and offers to make one when a value is stored
	Waiting bool   `json:"waiting,omitempty"`  // a call is under way, maybe at the keychain's own prompt
	Store   string `json:"store"`              // system, go-keyring, file: where new values go
	File    bool   `json:"file,omitempty"`     // an encrypted file exists
	// FileLocked: it needs its passphrase before anything can be read from it.
	FileLocked bool `json:"file_locked,omitempty"`
	// NeedsPassphrase: it is locked, and values are in it or new ones go there.
	NeedsPassphrase bool `json:"needs_passphrase,omitempty"`
}

// Keychain states.
const (
	KeychainOK           = "ok"
	KeychainLocked       = "locked"
	KeychainMissing      = "missing"
	KeychainNoCollection = "no_collection"
	KeychainSilent       = "silent"
	KeychainUnknown      = "unknown"
)

// Clipboard says which key is on the clipboard, and until when.
type Clipboard struct {
	ID    string    `json:"id,omitempty"`
	Key   string    `json:"key,omitempty"` // its name
	Until time.Time `json:"until,omitzero"`
	// Previous: it is not the value that is in use, but one before it.
	Previous bool   `json:"previous,omitempty"`
	Once     bool   `json:"once,omitempty"`  // it is cleared after the first paste
	Ended    string `json:"ended,omitempty"` // how the last copy ended: cleared, pasted, not_ours, gone, failed
}

// Live tells whether a key is on the clipboard.
func (c Clipboard) Live() bool { return c.ID != "" }

// Cleared is how clearing the clipboard ended.
type Cleared struct {
	Key    string `json:"key,omitempty"` // the key's name
	Result string `json:"result"`        // cleared, nothing, not_ours
}

// Results of clearing.
const (
	ClearedOurs    = "cleared"  // the key is gone from the clipboard
	ClearedNothing = "nothing"  // none was on it
	ClearedNotOurs = "not_ours" // somebody else's copy is on it, and stays
	ClearedOnPaste = "pasted"   // the key was pasted once, and is gone
	ClearedGone    = "gone"     // the display ended, and the clipboard with it
	ClearedFailed  = "failed"   // it may still be there
)

// Shown is the view last asked for; Serial grows with each request, so that an
// open window can tell a new one from the one it already follows.
type Shown struct {
	View
	Serial uint64 `json:"serial"`
}

// Key is a key without its value, as `list --json` prints it.
type Key struct {
	ID           string    `json:"id"`
	Name         string    `json:"name"`
	Provider     string    `json:"provider"`
	ProviderName string    `json:"provider_name"` // what to call it
	Kind         string    `json:"kind,omitempty"`
	Env          string    `json:"env,omitempty"`
	Account      string    `json:"account,omitempty"`
	Tags         []string  `json:"tags"`
	UsedBy       []string  `json:"used_by"`
	Notes        string    `json:"notes,omitempty"`
	Scopes       string    `json:"scopes,omitempty"`
	Limit        string    `json:"limit,omitempty"`
	Verified     *Verified `json:"verified,omitempty"`
	Created      time.Time `json:"created"`
	DueFrom      time.Time `json:"due_from"`
	OverdueFrom  time.Time `json:"overdue_from"`
	Expires      time.Time `json:"expires,omitzero"`
	Phase        string    `json:"phase"` // fresh, due, overdue, expired, exposed
	Hint         string    `json:"hint,omitempty"`
	Pinned       bool      `json:"pinned"`
	Muted        bool      `json:"muted,omitempty"`
	Previous     int       `json:"previous"` // earlier values still held
	CopiedAt     time.Time `json:"copied_at,omitzero"`
	CopyCount    int       `json:"copy_count"`
	SnoozedUntil time.Time `json:"snoozed_until,omitzero"`
	ExposedAt    time.Time `json:"exposed_at,omitzero"`
	EndsSoon     bool      `json:"ends_soon"`
	DeletedAt    time.Time `json:"deleted_at,omitzero"`
	DueAfter     int       `json:"due_after"`     // months
	OverdueAfter int       `json:"overdue_after"` // months
	Age          int       `json:"age"`           // days since Created
	DaysLeft     int       `json:"days_left,omitempty"`
	AddedAt      time.Time `json:"added_at"`
	Pending      bool      `json:"pending,omitempty"` // its value is on its way into the keychain
	Exposure     *Exposure `json:"exposure,omitempty"`
	Case         *Case     `json:"rotation,omitempty"` // a rotation under way
	Places       []Place   `json:"places,omitempty"`   // UsedBy, with what is known of each
	// Calls are what its provider can do by itself for this key: rotate, revoke.
	Calls    []string  `json:"calls,omitempty"`
	Versions []Version `json:"versions,omitempty"`
}

// CurrentItem is the item of the version in use; "" if there is none.
func (k Key) CurrentItem() string { return k.newest("current") }

// CallItem is the item of the version that a call is about: the current one gets a new
// value, and the newest previous one is to die, if there is one.
func (k Key) CallItem(what string) string {
	if what == CallRevoke && k.Previous > 0 {
		return k.newest("previous")
	}
	return k.CurrentItem()
}

func (k Key) newest(state string) string {
	for _, v := range k.Versions {
		if v.State == state {
			return v.Item
		}
	}
	return ""
}

// Version is one value of a key, newest first.
type Version struct {
	Item    string    `json:"item"`  // user name of the keychain item: <id>.<n>
	State   string    `json:"state"` // pending, current, previous, revoked, destroyed
	Created time.Time `json:"created"`
	Hint    string    `json:"hint,omitempty"`
}

// Holding is the key that holds a value; the zero Holding is none.
type Holding struct {
	ID      string `json:"id,omitempty"`
	Name    string `json:"name,omitempty"`
	Binned  bool   `json:"binned,omitempty"`
	Current bool   `json:"current,omitempty"` // it is the value in use, and not one before it
}

// Exposure is when and how somebody else has seen the value.
type Exposure struct {
	At    time.Time `json:"at"`
	Where string    `json:"where,omitempty"`
	Note  string    `json:"note,omitempty"`
}

// Case is a rotation under way.
type Case struct {
	Step    string    `json:"step"`   // create, paste, places, revoke
	Number  int       `json:"number"` // of the step, from 1 on
	Of      int       `json:"of"`     // steps, the end among them
	Started time.Time `json:"started"`
	Stored  bool      `json:"stored"`             // the new value is the current one, and the old one is still held
	OldHint string    `json:"old_hint,omitempty"` // of the value that is to die
	Leaked  *Exposure `json:"leaked,omitempty"`   // of that value
	Asked   *Verified `json:"asked,omitempty"`    // what the provider said of it last
	// Call is one that the provider may have done or not: what, and when.
	Call   string    `json:"call,omitempty"`
	CallAt time.Time `json:"call_at,omitzero"`
}

// Place is an app, a file, a machine or a person that uses the key.
type Place struct {
	Location string `json:"location"`
	Has      bool   `json:"has"`               // the current value, as far as is known
	Assumed  bool   `json:"assumed,omitempty"` // that it has it: nobody has ticked it off or looked
	Person   bool   `json:"person,omitempty"`  // who can be told
}

// Event is one line of the history. It never holds a value.
type Event struct {
	At   time.Time `json:"at"`
	What string    `json:"event"` // added, copied, revealed, rotated, revoked, edited, deleted …
	ID   string    `json:"id,omitempty"`
	Name string    `json:"name,omitempty"`
	Note string    `json:"note,omitempty"`
}

// Finding is one line of the doctor. What can be done about it is one of three: Fix
// does it, View leads to where the person does it, Command is to be copied. None
// is set where only the person knows how. A check that went well may have a Fix, too:
// something to try, or to choose otherwise.
type Finding struct {
	Check  string `json:"check"`  // one of the checks below
	Title  string `json:"title"`  // what the person calls that: Notifications
	Result string `json:"result"` // ok, warning, failed
	Text   string `json:"text"`   // one line: how it is
	Cure   string `json:"cure,omitempty"`
	Fix    string `json:"fix,omitempty"`  // what Service.Fix takes to do something about it, with the person's word
	Does   string `json:"does,omitempty"` // the words on the button for Fix, View or Command
	// Destroys: what Fix does cannot be taken back.
	Destroys bool `json:"destroys,omitempty"`
	// Shows: what Fix does shows something on the screen, or changes a setting. It takes
	// somebody who is there.
	Shows   bool   `json:"shows,omitempty"`
	View    string `json:"view,omitempty"`    // of the window
	Command string `json:"command,omitempty"` // for a terminal
}

// Checks of the doctor.
const (
	DoctorKeychain      = "keychain"
	DoctorIndex         = "index" // the list of keys
	DoctorSettings      = "settings"
	DoctorProviders     = "providers" // the person's own
	DoctorClipboard     = "clipboard"
	DoctorTray          = "tray"
	DoctorNotifications = "notifications"
	DoctorReminders     = "reminders"
	DoctorLogin         = "login" // whether Keytray starts at log-in
	DoctorShortcut      = "shortcut"
	DoctorWindow        = "window"
)

// Results of a check.
const (
	FindingOK      = "ok"
	FindingWarning = "warning"
	FindingFailed  = "failed"
)

// Setting is one choice, as text.
type Setting struct {
	Key     string `json:"key"`
	Value   string `json:"value"`
	Default string `json:"default"`
	Help    string `json:"help,omitempty"`
	// Note is how it stands with the choice, where that is more than made: a sentence.
	Note string `json:"note,omitempty"`
	// Unavailable: it does nothing on this desktop, and Note says why.
	Unavailable bool `json:"unavailable,omitempty"`
	// Chosen: somebody has chosen it, be it the default.
	Chosen bool `json:"chosen,omitempty"`
}
