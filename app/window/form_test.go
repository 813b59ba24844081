package window

import (
	"reflect"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/secret"
)

const typedSecret = "made-up value, 1234567890"

func (r *rig) addForm() *addPage {
	r.win.Open(api.View{Name: api.ViewAdd})
	return r.win.page.(*addPage)
}

func TestTheAddFormSendsWhatWasTyped(t *testing.T) {
	r := newRig(t, someState())
	p := r.addForm()
	if r.focused() != fyne.Focusable(p.name) {
		t.Error("the name does not have the focus")
	}
	test.Type(p.name, "my key")
	test.Type(p.value, typedSecret)
	p.provider.SetText("OpenAI")
	if p.env.Text != "OPENAI_API_KEY" {
		t.Errorf("the variable is %q", p.env.Text)
	}
	p.account.SetText("personal")
	p.usedBy.SetText("Obsidian, ~/notes/.env ,")
	p.tags.SetText("home")
	p.created.SetText("2026-08-19")
	p.expires.SetText("2027-04-30")
	p.due.SetText("2")
	p.overdue.SetText("4")
	p.notes.SetText("a note")
	r.press("Store key")
	r.untilAsked("add my key")
	r.until("the form is left", func() bool { return r.win.page == page(r.win.keys) })

	got := r.svc.added[0]
	got.Secret = secret.Value{}
	want := api.AddRequest{Name: "my key", Details: api.Details{
		Provider: "openai", Env: "OPENAI_API_KEY", Account: "personal", Tags: []string{"home"}, UsedBy: []string{"Obsidian", "~/notes/.env"},
		Notes: "a note", Created: onDay("2026-08-19"), Expires: onDay("2027-04-30"), DueAfter: 2, OverdueAfter: 4,
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if r.svc.secrets[0] != typedSecret {
		t.Error("another value was sent")
	}
	if p.value.Text != "" || r.holds(typedSecret) || r.svc.added[0].Secret.Len() != 0 {
		t.Error("the value is left in the window")
	}
	p.value.Undo()
	if p.value.Text != "" {
		t.Error("undo brings the value back")
	}
	r.sees("Stored in GNOME Keyring.")
	r.change(func(st *api.State) { st.Keys = append(st.Keys, keyOf("new", "my key", "openai", "", 0)) })
	if got := r.win.keys.list.selected; got != "new" {
		t.Errorf("the new key is stored, and %q is selected", got)
	}
}

func TestARefusalIsShownInTheFormWithNothingLost(t *testing.T) {
	r := newRig(t, someState())
	p := r.addForm()
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "A key named chat-app exists already. Choose another name."})
	p.name.SetText("chat-app")
	p.value.SetText(typedSecret)
	r.press("Store key")
	if !p.submit.Disabled() {
		t.Error("the form could be sent twice")
	}
	r.until("the error is there", func() bool { return p.wrong.box.Visible() })
	r.sees("A key named chat-app exists already. Choose another name.")
	if p.value.Text != typedSecret || p.name.Text != "chat-app" || p.submit.Disabled() {
		t.Error("what was typed is lost")
	}
}

func TestTheFormRefusesWhatMakesNoSense(t *testing.T) {
	for _, c := range []struct {
		name string
		fill func(p *addPage)
		want string
	}{
		{"no name", func(p *addPage) { p.name.SetText(" ") }, "The key needs a name."},
		{"no value", func(p *addPage) { p.value.SetText("") }, "Paste the key first."},
		{"no date", func(p *addPage) { p.created.SetText("31.12.2026") }, "Created is not a date like 2026-11-21."},
		{"an impossible date", func(p *addPage) { p.expires.SetText("2026-02-30") }, "Ends on is not a date like 2026-11-21."},
		{"no months", func(p *addPage) { p.due.SetText("soon") }, "Rotate after is not a number of months."},
	} {
		r := newRig(t, someState())
		p := r.addForm()
		p.name.SetText("a key")
		p.value.SetText(typedSecret)
		c.fill(p)
		r.press("Store key")
		if asked := r.svc.asked(); len(asked) > 0 {
			t.Errorf("%s: asked %q", c.name, asked)
		}
		r.sees(c.want)
	}
}

func TestAPastedKeyNamesItsProvider(t *testing.T) {
	r := newRig(t, someState())
	p := r.addForm()
	p.value.SetText("dop_v1_" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
	if p.provider.Text != "DigitalOcean" || p.env.Text != "DIGITALOCEAN_ACCESS_TOKEN" {
		t.Errorf("provider %q, variable %q", p.provider.Text, p.env.Text)
	}
	p.env.SetText("MINE")
	p.provider.SetText("OpenAI")
	if p.env.Text != "MINE" {
		t.Errorf("the typed variable became %q", p.env.Text)
	}
}

func TestAValueOfSeveralLinesIsKept(t *testing.T) {
	r := newRig(t, someState())
	p := r.addForm()
	clip := test.NewClipboard()
	clip.SetContent("-----BEGIN\nabc\n-----END\n")
	p.name.SetText("pem")
	p.value.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	r.misses("BEGIN")
	r.press("Store key")
	r.untilAsked("add pem")
	if got := r.svc.secrets[0]; got != "-----BEGIN\nabc\n-----END" {
		t.Errorf("got %q", got)
	}
}

func TestTheRotateFormSendsTheNewValue(t *testing.T) {
	r := newRig(t, someState())
	r.win.Open(api.View{Name: api.ViewRotate, Key: "chat"})
	r.sees("Rotate chat-app", "OpenAI · acme-labs", "••••••••••••kT4Q", wordsOldKept, "OpenAI console")
	p := r.win.page.(*rotatePage)
	if r.focused() != fyne.Focusable(p.value) {
		t.Error("the new value does not have the focus")
	}
	test.Type(p.value, typedSecret)
	p.expires.SetText("2027-11-21")
	p.value.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.untilAsked("rotate chat")
	r.until("the form is left", func() bool { return r.win.page == page(r.win.keys) })
	if got := r.svc.rotated[0]; r.svc.secrets[0] != typedSecret || !got.Expires.Equal(onDay("2027-11-21")) || !got.Created.Equal(time.Time{}) {
		t.Errorf("got %+v", got)
	}
	if p.value.Text != "" || r.holds(typedSecret) {
		t.Error("the value is left in the window")
	}
}

func TestLeavingAFormForgetsTheValue(t *testing.T) {
	r := newRig(t, someState())
	p := r.addForm()
	p.value.SetText(typedSecret)
	r.key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) || p.value.Text != "" {
		t.Error("Escape does not leave the form, or leaves the value")
	}
}
