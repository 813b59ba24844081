package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// drawnIn are the texts of o that are in sight.
func drawnIn(o fyne.CanvasObject) (all []*canvas.Text) {
	windowtest.Walk(o, func(o fyne.CanvasObject, visible bool) {
		if t, is := o.(*canvas.Text); is && visible {
			all = append(all, t)
		}
	})
	return all
}

// Letter by letter the list shows what it did until there is something to show.
func TestTheListStaysWhileAWordIsTyped(t *testing.T) {
	r := newRig(t, someState())
	p := r.win.keys.list
	p.open("laptop")
	r.win.keys.list.search.SetText("")
	at, chips, selected := p.list.Place(3), p.chips.Position(), p.selected
	rows := namesOf(p.rows)
	for _, typed := range []string{"du", "due", "due:", "due:o", "due:ov"} {
		p.search.SetText(typed)
		r.Sees("All 10", "Due 5", "Needs rotating")
		if !p.offers.Visible() {
			t.Errorf("%q: nothing is offered", typed)
		}
		if got := namesOf(p.rows); !slices.Equal(got, rows) || p.list.Place(3) != at || p.selected != selected || p.chips.Position() != chips {
			t.Errorf("%q: the list is another one, or %q is selected", typed, p.selected)
		}
	}
	p.search.SetText("due:overdue")
	r.Misses("vercel deploy")
}

func TestWhatIsOfferedHidesNoChip(t *testing.T) {
	for _, typed := range []string{"pro", "due:", "provider:g"} {
		r := newRig(t, someState())
		p := r.win.keys.list
		r.letters(typed)
		d := fyne.CurrentApp().Driver()
		end := d.AbsolutePositionForObject(p.chips).Y + p.chips.Size().Height
		if top := d.AbsolutePositionForObject(p.offers).Y; top < end {
			t.Errorf("%q: offered from %v on, over chips that end at %v", typed, top, end)
		}
	}
}

// Enter copies what is in sight alone.
func TestWhatEnterCopiesIsNotCovered(t *testing.T) {
	st := someState()
	st.Keys[0].Name = "provisioning"
	r := newRig(t, st)
	p := r.win.keys.list
	r.letters("prov")
	d := fyne.CurrentApp().Driver()
	row := r.shownRows()["whisper"]
	if p.selected != "whisper" || row == nil {
		t.Fatalf("%q is selected", p.selected)
	}
	end := d.AbsolutePositionForObject(row).Y + row.Size().Height
	if top := d.AbsolutePositionForObject(p.offers).Y; top < end-4 {
		t.Errorf("offered from %v on, over a key that ends at %v", top, end)
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy whisper")

	r = newRig(t, someState())
	p = r.win.keys.list
	r.letters("due:")
	r.Key(fyne.KeyReturn)
	if p.search.Text != "due:now " || len(r.Service.Asked()) > 0 {
		t.Errorf("Enter makes it %q, and asks %q", p.search.Text, r.Service.Asked())
	}
}

// The key that is renamed under a search stays in its place until another search.
func TestARenamedKeyStaysInTheListThatFoundIt(t *testing.T) {
	r := newRig(t, someState())
	l := r.win.keys.list
	r.letters("obsid")
	r.Key(fyne.KeyF2)
	r.types("a new name")
	r.Key(fyne.KeyReturn)
	r.edit(0)
	if r.win.keys.detail.editing {
		t.Fatal("the fields are still open")
	}
	for range 2 {
		r.change(func(st *api.State) {
			st.Keys = slices.Clone(st.Keys)
			i := slices.IndexFunc(st.Keys, func(k api.Key) bool { return k.ID == "obsidian" })
			st.Keys[i].Name, st.Keys[i].UsedBy, st.Keys[i].Env, st.Keys[i].Notes = "a new name", nil, "", ""
		})
		if l.selected != "obsidian" || l.search.Text != "obsid" || r.shownRows()["obsidian"] == nil {
			t.Fatalf("%q is selected under %q, its row is in sight: %v", l.selected, l.search.Text, r.shownRows()["obsidian"] != nil)
		}
	}
	r.Sees("a new name", "All 0")
	l.search.SetText("obsidi")
	if l.index("obsidian") >= 0 {
		t.Error("it is found by a name that it does not have")
	}
}

func TestALongNameCanBeReadInTheList(t *testing.T) {
	long := strings.Repeat("sixty wide ", 6)[:60]
	for _, width := range []float32{400, 980} {
		r := newRig(t, someState())
		r.change(func(st *api.State) {
			st.Keys = slices.Clone(st.Keys)
			st.Keys[3].Name, st.Keys[2].Name = long, strings.Repeat("W", 60)
		})
		r.Frame.Resize(fyne.NewSize(width, 640))
		for id, name := range map[string]string{"chat": long, "home": strings.Repeat("W", 60)} {
			drawn := ""
			for _, o := range drawnIn(r.shownRows()[id].name) {
				drawn += o.Text
			}
			if id == "chat" && strings.ReplaceAll(drawn, " ", "") != strings.ReplaceAll(name, " ", "") || id == "home" && !strings.HasSuffix(drawn, "…") {
				t.Errorf("%v wide: %q is drawn as %q", width, name, drawn)
			}
			v := r.shownRows()[id]
			if drawn := drawnIn(v.info); !v.info.Visible() || len(drawn) == 0 || len(drawn[0].Text) < 5 {
				t.Errorf("%v wide: the row of %q does not say where it comes from", width, name)
			}
			if v.info.Position().X+v.info.Size().Width > v.Size().Width {
				t.Errorf("%v wide: where %q comes from runs out of the row", width, name)
			}
		}
		if v := r.shownRows()["chat"]; !v.age.Visible() || v.age.Position().X < v.name.Position().X+v.name.Size().Width-1 {
			t.Errorf("%v wide: the name lies over the age", width)
		}
	}
}

// Where a search has found a key is said in its row, however long its name is.
func TestALongNameLeavesWhatWasFound(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		st.Keys[3].Name, st.Keys[3].Tags = strings.Repeat("sixty wide ", 6)[:60], []string{"kitchen"}
	})
	r.letters("kitch")
	if v := r.shownRows()["chat"]; !v.info.Visible() || v.info.Text() != "Tag kitchen · OpenAI · acme-labs" {
		t.Errorf("the second line says %q, and is in sight: %v", v.info.Text(), v.info.Visible())
	}
}

// The placeholder ends before the keys at the end of the field.
func TestThePlaceholderFits(t *testing.T) {
	for _, german := range []bool{false, true} {
		if german {
			windowtest.InGerman(t)
		}
		for _, look := range []fyne.Theme{kit.Theme{}, windowtest.Larger{}, doubled{}} {
			for _, width := range []float32{400, 760, 980} {
				r := newRig(t, someState())
				test.ApplyTheme(t, look)
				r.Frame.Resize(fyne.NewSize(width, 640))
				p := r.win.keys.list
				driver := fyne.CurrentApp().Driver()
				words, keys := float32(0), driver.AbsolutePositionForObject(p.tail.cap).X
				for _, o := range drawnIn(p.search) {
					if o.Text == p.search.PlaceHolder {
						words = driver.AbsolutePositionForObject(o).X + o.MinSize().Width
					}
				}
				if _, usual := look.(kit.Theme); usual && !p.tail.cap.Visible() {
					t.Errorf("%v wide, German %v: the keys that lead here are not shown", width, german)
				}
				if words == 0 || p.tail.cap.Visible() && words > keys {
					t.Errorf("%v wide, German %v, %T: the words end at %v, the keys begin at %v", width, german, look, words, keys)
				}
			}
		}
	}
}

func TestTheStatusLineRingsForAReminder(t *testing.T) {
	r := newRig(t, someState())
	r.win.openRotation()
	if r.Sees("Next reminder 27 Nov"); !r.win.status.bell.Visible() {
		t.Error("no bell stands before it")
	}
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: "chat", Key: "chat-app", Until: today.Add(30e9)}
	})
	if r.win.status.bell.Visible() {
		t.Error("a bell stands before the clipboard")
	}
}
