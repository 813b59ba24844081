//go:build windows

package win32

import (
	"context"
	"hash/maphash"

	"keytray/app/clipboard"
)

// held is a value that was put on the clipboard.
type held struct {
	told     func(clipboard.Event)
	sequence uint32
	seed     maphash.Seed
	sum      uint64
}

// put puts items on the clipboard, and takes their memory over in any case.
func (t *thread) put(ctx context.Context, all []item, o clipboard.Offer) error {
	c, err := open(ctx, t.window)
	if err != nil {
		free(all)
		return clipboard.Unchanged(err)
	}
	defer c.close()
	if err := c.empty(); err != nil {
		free(all)
		return err
	}
	t.held = nil
	if err := c.set(all); err != nil {
		return err
	}
	seed := maphash.MakeSeed()
	t.held = &held{
		told:     o.Told,
		sequence: sequence(), // still open: nobody else can have changed it
		seed:     seed,
		sum:      maphash.Bytes(seed, o.Value.Reveal()),
	}
	return nil
}

// clear empties the clipboard if what is there is ours.
func (t *thread) clear(ctx context.Context) error {
	if !t.owns() {
		t.held = nil
		return nil
	}
	c, err := open(ctx, t.window)
	if err != nil {
		return err
	}
	defer c.close()
	ours, err := t.there(c)
	if err != nil {
		return err
	}
	if ours {
		if err := c.clean(); err != nil {
			return err
		}
	}
	t.held = nil
	return nil
}

// clearIf empties the clipboard if its text is what is looked for.
func (t *thread) clearIf(ctx context.Context, looked func([]byte) bool) (clipboard.Outcome, error) {
	c, err := open(ctx, t.window)
	if err != nil {
		return "", err
	}
	defer c.close()
	fits := false
	found, err := c.text(func(text []byte) { fits = looked(text) })
	switch {
	case err != nil:
		return "", err
	case !found:
		return clipboard.Nothing, nil
	case !fits:
		return clipboard.NotOurs, nil
	}
	if err := c.clean(); err != nil {
		return "", err
	}
	t.held = nil
	return clipboard.Cleared, nil
}

// ours tells whether what was put is there.
func (t *thread) ours(ctx context.Context) (bool, error) {
	if !t.owns() {
		return false, nil
	}
	if sequence() == t.held.sequence {
		return true, nil
	}
	c, err := open(ctx, t.window)
	if err != nil {
		return false, err
	}
	defer c.close()
	return t.there(c)
}

// owns tells whether nobody emptied the clipboard since a value was put.
func (t *thread) owns() bool { return t.held != nil && owner() == t.window }

// there is ours on an open clipboard. The number also changes when the clipboard
// is closed after a change (in wine), and when a program adds a format without
// emptying first: the text decides then, and if it is ours still, the next look
// is cheap again.
func (t *thread) there(c opened) (bool, error) {
	if !t.owns() {
		return false, nil
	}
	now := sequence()
	if now == t.held.sequence {
		return true, nil
	}
	same := false
	if _, err := c.text(func(text []byte) { same = maphash.Bytes(t.held.seed, text) == t.held.sum }); err != nil {
		return false, err
	}
	if same {
		t.held.sequence = now
	}
	return same, nil
}

// update hears that the clipboard changed, by us or by somebody else. That comes
// after the other program has closed it, so the owner is theirs already.
func (t *thread) update() {
	if t.held == nil || t.owns() {
		return
	}
	told := t.held.told
	t.held = nil
	if told != nil {
		told(clipboard.Taken)
	}
}
