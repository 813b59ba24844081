package window

import "testing"

// Tab leads from a field with suggestions to the next field: they go as the field is
// left, and the focus must not go with them.
func TestTabLeadsPastSuggestions(t *testing.T) {
	r := editingRig(t, "obsidian")
	e := r.win.keys.detail.editor
	e.tags.offer.known = func() []string { return []string{"speech", "work"} }
	r.Frame.Canvas().Focus(e.tags.chips.entry)
	if !e.tags.offer.box.Visible() {
		t.Fatal("nothing is suggested")
	}
	r.Frame.Canvas().FocusNext()
	if got := r.Focused(); got != e.notes.focus {
		t.Errorf("Tab leads to %T, not to the notes", got)
	}
	if e.tags.offer.box.Visible() {
		t.Error("suggestions stay where the focus is not")
	}
	r.Frame.Canvas().FocusPrevious()
	if got := r.Focused(); got != e.tags.chips.entry {
		t.Errorf("Shift Tab leads to %T, not back to the tags", got)
	}
}
