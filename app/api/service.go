// Package api says what a face (tray, window, command) may ask of the agent:
// the Service interface and plain structs for requests and state. No logic.
//
// agent.Service implements it; rpc.Client is the same over a local socket.
package api

import (
	"context"
	"time"

	"keytray/app/secret"
)

// Service is Keytray as its faces see it. Every method ends when its context
// does. Errors are *Error: a kind and a sentence that can be shown as it is.
type Service interface {
	// State is everything but values. It never asks the keychain for one. A list
	// of keys that cannot be read is no error but State.Broken: the rest is true.
	State(ctx context.Context) (State, error)
	// Wait returns the state as soon as its revision differs from the given one.
	Wait(ctx context.Context, revision uint64) (State, error)

	// Find resolves a name, an ID or the unambiguous start of one.
	Find(ctx context.Context, name string) (Key, error)
	Add(ctx context.Context, r AddRequest) (Key, error)
	Rotate(ctx context.Context, r RotateRequest) (Key, error)
	// Revoke destroys our copies of the previous values, and ends the rotation
	// under way: the person says that the provider no longer takes them. Key.Places
	// tells which places do not have the new value.
	Revoke(ctx context.Context, r RevokeRequest) (Key, error)
	// Turn goes to a step of a key's rotation, and begins one if there is none.
	Turn(ctx context.Context, r TurnRequest) (Key, error)
	// Tick notes that a place has the new value, or has not. Before there is one it
	// is refused.
	Tick(ctx context.Context, r TickRequest) (Key, error)
	// Abandon ends the rotation under way. No value is destroyed by it. It is refused
	// while the old value has leaked, and while a call to the provider is open.
	Abandon(ctx context.Context, name string) (Key, error)
	// Call makes the provider replace or revoke a key by itself, where it can. It
	// cannot be taken back.
	Call(ctx context.Context, r CallRequest) (Called, error)
	Edit(ctx context.Context, r EditRequest) (Key, error)
	Remove(ctx context.Context, r RemoveRequest) (Key, error)
	Restore(ctx context.Context, name string) (Key, error)
	Snooze(ctx context.Context, r SnoozeRequest) error
	Expose(ctx context.Context, r ExposeRequest) (Key, error)
	// Unexpose takes that back: nobody has seen the value. That is the current one if
	// it is marked (Key.Exposure), else the one that is to die (Key.Case.Leaked).
	Unexpose(ctx context.Context, name string) (Key, error)

	// Check asks a provider whether a key works. Of a stored key it keeps the answer.
	// A previous value that is refused is dead: our copy is destroyed, and with the
	// last one the rotation under way is done.
	Check(ctx context.Context, r CheckRequest) (Checked, error)
	// AddProvider adds a provider of the person's own, or changes it.
	AddProvider(ctx context.Context, p Provider) (Provider, error)
	RemoveProvider(ctx context.Context, id string) error

	// Copy puts a value on the clipboard for a time.
	Copy(ctx context.Context, r CopyRequest) (Clipboard, error)
	// Clear takes it off, if it is still there.
	Clear(ctx context.Context) (Cleared, error)
	// Recognise tells which key holds a value. It asks the person nothing: where nobody
	// can tell without that, the error says why.
	Recognise(ctx context.Context, value secret.Value) (Holding, error)
	// Get hands a value out, to a pipe or for a reveal in the window.
	Get(ctx context.Context, r GetRequest) (secret.Value, error)

	// Unlock opens the encrypted file with its passphrase. With an empty one, and no
	// file that waits for it, the system's keychain asks the person for its own
	// password, or makes its first collection; Cancel ends the wait.
	Unlock(ctx context.Context, passphrase secret.Value) error
	ChangePassphrase(ctx context.Context, r PassphraseRequest) error
	// Move chooses where values are kept and takes all of them there. Each is
	// copied and read back before the first old one is removed; a move that was
	// cut off goes on when it is asked for again.
	Move(ctx context.Context, r MoveRequest) (Moved, error)
	// Cancel gives up the keychain calls that make somebody wait.
	Cancel(ctx context.Context) error

	History(ctx context.Context, name string) ([]Event, error)
	// Doctor looks at everything that can be wrong: what failed comes first, then the
	// warnings, then what is fine.
	Doctor(ctx context.Context) ([]Finding, error)
	// Fix does what a finding offers: its Fix.
	Fix(ctx context.Context, fix string) (Finding, error)
	// Report is what the doctor found, as plain English text for a report of a bug. No
	// value, name, account or path is in it.
	Report(ctx context.Context) (string, error)
	Settings(ctx context.Context) ([]Setting, error)
	SetSetting(ctx context.Context, key, value string) (Setting, error)

	// Show opens a view in the window, or brings the open window to it. Of no view it only says whether it could.
	Show(ctx context.Context, v View) error
	// Followed says that the open window has gone to what was asked for as that
	// Shown.Serial. One that ends before it says so may not have heard of it.
	Followed(ctx context.Context, serial uint64) error
	// Focused says that the quick picker hears keys from now on. What was typed for it
	// before that is the answer, once: nobody else has seen it.
	Focused(ctx context.Context) ([]Stroke, error)
	// Attach says that a window is open for as long as the call lasts. It ends
	// with ctx, or when the agent quits.
	Attach(ctx context.Context) error
	Quit(ctx context.Context) error
}

// AddRequest is a new key. A zero time or policy means the default.
type AddRequest struct {
	Details
	Name     string
	Secret   secret.Value
	Verified Verified // what the provider said of it before it was stored
}

// Details are what a person may say about a key and change later.
type Details struct {
	Provider     string // "" is taken from the value's form, if it tells
	Kind         string // "" is taken from the value's form, too
	Env          string
	Account      string
	Tags         []string
	UsedBy       []string
	Notes        string
	Scopes       string // what it may do, as the person or the provider put it
	Limit        string // the spending limit, as the person noted it
	Created      time.Time
	Expires      time.Time
	DueAfter     int // months
	OverdueAfter int // months
	Pinned       bool
}

// RotateRequest is a new value for a key; the old one is kept as previous.
type RotateRequest struct {
	Name    string
	Secret  secret.Value
	Created time.Time
	Expires time.Time
	Account string // that belongs to the new value; "" is the one of the key
	// Back is the way back from a wrong paste: the value before the current one is the
	// current one again, with all that was known of it. There is no Secret then.
	Back bool
}

// RevokeRequest says that the previous values of a key are dead.
type RevokeRequest struct {
	Name string
	// Item is the version that was the current one when the person said so, as
	// Key.CurrentItem has it; "" is any. If another one is by now, nothing is destroyed.
	Item string
	// Anyway: the person knows that the provider still accepted the old value lately.
	Anyway bool
}

// EditRequest changes the fields that are not nil.
type EditRequest struct {
	Name         string
	NewName      *string
	Provider     *string
	Env          *string
	Account      *string
	Tags         *[]string // all of them; see AddTags
	UsedBy       *[]string // all of them, in this order; see AddPlaces
	Notes        *string
	Kind         *string
	Scopes       *string
	Limit        *string
	Created      *time.Time
	Expires      *time.Time // the zero time takes the date away
	DueAfter     *int       // months; 0 goes back to the default
	OverdueAfter *int       // months; 0 goes back to the default
	Pinned       *bool
	Muted        *bool

	// What follows changes a tag or a place and leaves the others alone: of two people,
	// or windows, that do so at once neither undoes what the other did. What is there
	// already is not added again, and what is not there is not taken away.
	AddTags      []string
	RemoveTags   []string
	AddPlaces    []Place // with what is known of each; the new value of a rotation is not taken for granted
	RemovePlaces []string
	RenamePlace  *PlaceName // refused if the place is not there any more, or another one has the name
	OrderPlaces  []string   // these in this order, the others after them

	// Was has the values that the person saw when they began. Where a field that is to
	// change has another one by now, nothing is changed, and the error is Changed: what
	// somebody else wrote meanwhile is not written over unseen. Tags and places, which are
	// changed one by one, are not looked at; nil, or a field that is nil, asks for nothing.
	Was *EditRequest
}

// PlaceName gives a place that uses a key another name.
type PlaceName struct{ From, To string }

// CheckRequest asks the provider of a key whether it works: of a stored one by
// its Name, or of one that is not stored by its value and provider. The person
// has said that the key may be sent there.
type CheckRequest struct {
	Name     string
	Previous bool // ask about the values before the current one: are they dead?
	Provider string
	Kind     string
	Account  string // what the provider needs besides the key, if it does
	Secret   secret.Value
	Region   string // another host of the provider: a region of its catalogue entry
	// Confirmed: the person knows that the key belongs to the provider's own
	// server, where it might belong to another (GitLab).
	Confirmed bool
}

// Checked is what a provider answered.
type Checked struct {
	Verified
	Text    string        `json:"text"`              // one sentence: what, and what to do
	Host    string        `json:"host"`              // that was asked
	Account string        `json:"account,omitempty"` // the rest only where it tells
	Scopes  string        `json:"scopes,omitempty"`
	Expires time.Time     `json:"expires,omitzero"`
	Count   int           `json:"count,omitempty"` // of what the key can see
	Counts  string        `json:"counts,omitempty"`
	Took    time.Duration `json:"took"` // nanoseconds
	// Closed: every previous value was refused, and the rotation is done.
	Closed bool `json:"closed,omitempty"`
	// Behind are the places that do not have the new value, as far as is known, of a
	// rotation that is closed.
	Behind []string `json:"behind,omitempty"`
}

// Verified is what a provider said of a key last.
type Verified struct {
	At     time.Time `json:"at,omitzero"`
	Result string    `json:"result,omitempty"`
}

// Results of a check.
const (
	CheckAccepted = "accepted"
	CheckLimited  = "limited"  // the key is real, and allowed little
	CheckRejected = "rejected" // revoked, expired or mistyped
	CheckUnknown  = "unknown"  // no answer that tells
)

// Provider is one that the person added to the catalogue.
type Provider struct {
	ID      string `json:"id"` // made from the name if empty
	Name    string `json:"name"`
	Env     string `json:"env,omitempty"`
	Console string `json:"console,omitempty"` // links, all https
	Revoke  string `json:"revoke,omitempty"`
	Usage   string `json:"usage,omitempty"`
	Docs    string `json:"docs,omitempty"`
	Pattern string `json:"pattern,omitempty"` // a regular expression for the whole key
}

// RemoveRequest moves a key to the bin for 30 days, or destroys it.
type RemoveRequest struct {
	Name    string
	Forever bool
}

// SnoozeRequest silences reminders of one key, or of all when Name is empty.
type SnoozeRequest struct {
	Name string
	For  time.Duration // 0 ends a snooze
}

// ExposeRequest marks a key as exposed: rotate it now.
type ExposeRequest struct {
	Name  string
	Where string // one of the places below; "" is unsure
	Note  string
}

// Where a value was seen.
const (
	LeakRepository = "repository" // a public place, where programs look for keys
	LeakChat       = "chat"       // a chat or an e-mail
	LeakScreen     = "screen"     // a shared screen, a picture, a video
	LeakAI         = "ai"         // a chat with an AI
	LeakComputer   = "computer"   // a lost or infected computer
	LeakUnsure     = "unsure"
)

// Leaks are all of them, in the order in which they are offered.
var Leaks = []string{LeakRepository, LeakChat, LeakScreen, LeakAI, LeakComputer, LeakUnsure}

// TurnRequest goes to a step of a rotation.
type TurnRequest struct {
	Name string
	Step string // one of the steps below
}

// Steps of a rotation. From StepPlaces on the new value is stored.
const (
	StepCreate = "create" // a new key at the provider
	StepPaste  = "paste"  // into Keytray
	StepPlaces = "places" // that use the key
	StepRevoke = "revoke" // the old one at the provider, with proof
)

// Steps are all of them, in their order; after the last the rotation is done.
var Steps = []string{StepCreate, StepPaste, StepPlaces, StepRevoke}

// TickRequest notes whether a place has the new value.
type TickRequest struct {
	Name  string
	Place string
	Has   bool
}

// CallRequest makes the provider change a key by itself. The person has confirmed
// it twice, knowing what it does.
type CallRequest struct {
	Name string
	What string // one of Key.Calls
	// Item is the version whose value the person has confirmed, as Key.CallItem has it.
	// To revoke it must be given; if the call would be about another one, nothing is sent.
	Item    string
	Expires time.Time // of the new key; zero leaves it to Keytray, or to the provider
	// Confirmed is the key's name, typed or pressed by the person a second time.
	Confirmed string
}

// What a provider can do by itself.
const (
	CallRotate = "rotate" // gives out a new value
	CallRevoke = "revoke" // ends the value that is to die: the previous one, if there is one
)

// Called is what became of a call.
type Called struct {
	Key    Key       `json:"key"`
	Result string    `json:"result"` // one of those below
	Text   string    `json:"text"`   // one or two sentences: what, and what to do
	Host   string    `json:"host"`
	At     time.Time `json:"at"`
}

// Results of a call.
const (
	CallDone    = "done"
	CallRefused = "refused" // the provider did nothing
	CallUnknown = "unknown" // nobody knows whether the provider did it
)

// CopyRequest copies a value of a key.
type CopyRequest struct {
	Name       string
	Previous   bool          // the value before the current one
	ClearAfter time.Duration // 0 takes the setting
	Once       bool          // clear after the first paste, where the desktop tells of pastes
}

// GetRequest asks for a value of a key.
type GetRequest struct {
	Name     string
	Previous bool // the one before the current
	Why      Why
}

// Why is what a value is asked for. The history keeps reveals: a person saw the
// value; not each get of a script.
type Why string

// Reasons to hand out a value.
const (
	WhyGet    Why = "get"
	WhyReveal Why = "revealed"
)

// PassphraseRequest changes the passphrase of the encrypted file.
type PassphraseRequest struct{ Old, New secret.Value }

// MoveRequest is where values are to be kept.
type MoveRequest struct {
	To string // one of the stores below
	// Passphrase opens the encrypted file, or is the one of a new file. Empty
	// where the file is not needed or open already.
	Passphrase secret.Value
}

// Where values can be kept.
const (
	StoreSystem    = "system"     // the system's keychain
	StoreGoKeyring = "go-keyring" // the same, reached through zalando/go-keyring
	StoreFile      = "file"       // the encrypted file
)

// Moved is how a move ended.
type Moved struct {
	To     string `json:"to"`
	Values int    `json:"values"` // that changed their place
}

// View is a place in the window.
type View struct {
	Name string `json:"name"`          // keys, add, rotate, rotation, leaked, pick, settings, doctor, unlock
	Key  string `json:"key,omitempty"` // the key's ID
}

// Views of the window.
const (
	ViewKeys     = "keys"
	ViewAdd      = "add"
	ViewRotate   = "rotate"
	ViewRotation = "rotation"
	ViewLeaked   = "leaked" // what to do about a key that somebody else has seen
	ViewPick     = "pick"   // the quick picker
	ViewSettings = "settings"
	ViewDoctor   = "doctor"
	ViewUnlock   = "unlock" // asks for the passphrase of the encrypted file
)

// Views are all of them, in the order in which help lists them.
var Views = []string{ViewKeys, ViewAdd, ViewRotate, ViewRotation, ViewLeaked, ViewPick, ViewSettings, ViewDoctor, ViewUnlock}
