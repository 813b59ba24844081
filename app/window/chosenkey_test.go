package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// toTop makes a state in which a key is the most urgent one.
func toTop(st *api.State, id string) {
	st.Keys = slices.Clone(st.Keys)
	for i := range st.Keys {
		if st.Keys[i].ID == id {
			st.Keys[i].Phase, st.Keys[i].OverdueFrom, st.Keys[i].Name = "exposed", today.AddDate(-5, 0, 0), "a "+st.Keys[i].Name
		}
	}
}

// With the button down a state comes in that sorts the keys anew.
func TestAClickInTheOverviewIsAboutTheKeyThatWasPressed(t *testing.T) {
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	for name, c := range map[string]struct {
		ends func(*lifeRow)
		page func(*rig) (id string)
	}{
		"a click":      {func(v *lifeRow) { v.Tapped(nil) }, func(r *rig) string { return r.win.page.(*rotationPage).lives.id }},
		"its button":   {func(v *lifeRow) { v.act.Tapped(nil) }, func(r *rig) string { return r.win.page.(*rotateWizard).key.ID }},
		"a second one": {func(v *lifeRow) { v.DoubleTapped(nil) }, func(r *rig) string { return r.win.keys.list.selected }},
	} {
		r, _ := overviewOf(t, manyLives())
		row := r.lives()[2]
		row.MouseDown(press)
		r.change(func(st *api.State) { toTop(st, "vercel") })
		if row.key.ID == "home" {
			t.Fatal("the row shows the same key")
		}
		c.ends(row)
		if got := c.page(r); got != "home" {
			t.Errorf("%s: is about %q", name, got)
		}
	}
}

func TestASecondClickOnAnotherKeyOpensNone(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	row := r.lives()[2]
	row.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	r.change(func(st *api.State) { toTop(st, "vercel") })
	row.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	row.DoubleTapped(nil)
	if r.win.page != page(p) {
		t.Errorf("it opens %T", r.win.page)
	}
}

// Nobody would expect Enter to rotate the neighbour of a key that is gone.
func TestNoOtherKeyIsChosenForOneThatIsGone(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	p.lives.chooseKey("home")
	r.change(func(st *api.State) { goes(st, "home") })
	r.Key(fyne.KeyReturn)
	if r.win.page != page(p) || p.lives.id != "" {
		t.Errorf("Enter leads to %T, and %q is selected", r.win.page, p.lives.id)
	}
	r.change(func(st *api.State) { st.Keys = manyLives().Keys })
	if p.lives.id != "home" {
		t.Errorf("%q is selected when it is back", p.lives.id)
	}
}

func TestNoNeighbourIsTakenForALeakedKeyThatIsGone(t *testing.T) {
	r := newRig(t, manyLives())
	r.win.Open(api.View{Name: api.ViewLeaked})
	p := r.win.page.(*leakedChoice)
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyDown)
	id := p.id
	r.change(func(st *api.State) { toTop(st, "vercel") })
	if p.id != id || p.keys[p.selected].key.ID != id {
		t.Errorf("%q is chosen, not %q", p.id, id)
	}
	r.change(func(st *api.State) { goes(st, id) })
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn)
	if r.win.page != page(p) {
		t.Error("Enter takes the neighbour of a key that is gone")
	}
	r.Key(fyne.KeyDown)
	if p.id == "" {
		t.Error("an arrow chooses none")
	}
}
