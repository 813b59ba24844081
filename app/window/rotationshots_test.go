package window

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// manyLives are keys in all states, and two whose rotation is under way.
func manyLives() api.State {
	st := someState()
	st.Keys[0].Exposure = &api.Exposure{At: today.AddDate(0, 0, -1), Where: api.LeakRepository}
	st.Keys[0].ExposedAt = st.Keys[0].Exposure.At
	for _, k := range []struct {
		id, name, issuer string
		age              int
	}{
		{"lechat", "Le Chat plug-in", "mistral", 86},
		{"review", "code review", "deepseek", 71},
		{"browser", "browser add-on", "deepl", 60},
		{"shop", "shop, test mode", "stripe", 52},
		{"zed", "Zed editor", "anthropic", 49},
		{"search", "search plug-in", "brave-search", 40},
	} {
		st.Keys = append(st.Keys, keyOf(k.id, k.name, k.issuer, "personal", k.age))
	}
	st.Keys[3].Case = &api.Case{Step: api.StepPaste, Number: 2, Of: 5, Started: today.AddDate(0, 0, -1), OldHint: "sk-…kT4Q"}
	st.Keys = append(st.Keys, underWay())
	return st
}

// underWay is a key with a new value, whose old one is still alive.
func underWay() api.Key {
	k := keyOf("backup", "backup bot", "openai", "acme-labs", 2)
	k.Previous = 1
	k.UsedBy = []string{"cron on home server", "~/backup/.env", "@mara"}
	k.Places = []api.Place{{Location: k.UsedBy[0], Has: true}, {Location: k.UsedBy[1]}, {Location: k.UsedBy[2], Person: true}}
	k.Case = &api.Case{Step: api.StepPlaces, Number: 3, Of: 5, Started: today.AddDate(0, 0, -2), Stored: true, OldHint: "sk-…9fQ2"}
	return k
}

// overviewScreens are pictures of the overview.
func overviewScreens() map[string]screen {
	open := func(do func(*api.State)) func(*rig) {
		return func(r *rig) {
			st := manyLives()
			do(&st)
			r.win.Render(st)
			r.win.Open(api.View{Name: api.ViewRotation})
		}
	}
	as := func(*api.State) {}
	screens := map[string]screen{
		"overview":       {usual, func(r *rig) { open(as)(r); r.overview().lives.choose(3) }},
		"overview-720":   {fyne.NewSize(720, 640), open(as)},
		"overview-400":   {fyne.NewSize(400, 640), open(as)},
		"overview-empty": {usual, open(func(st *api.State) { st.Keys = nil })},
		"overview-few":   {usual, open(func(st *api.State) { st.Keys = st.Keys[9:13] })},
		"overview-soon":  {usual, func(r *rig) { open(as)(r); r.overview().filter(true) }},
	}
	leak := func(id string, do func(*api.State)) func(*rig) {
		return func(r *rig) {
			st := manyLives()
			do(&st)
			r.win.Render(st)
			r.win.Open(api.View{Name: api.ViewLeaked, Key: id})
		}
	}
	gitHub := func(st *api.State) { // few have seen it, and something uses it
		st.Keys[4].Phase, st.Keys[4].Exposure = "exposed", &api.Exposure{At: today, Where: api.LeakChat}
		st.Keys[4].UsedBy, st.Keys[4].Calls = []string{"deploy", "~/.netrc"}, []string{api.CallRevoke}
	}
	old := func(st *api.State) {
		last := len(st.Keys) - 1
		st.Keys[last].Case.Leaked = &api.Exposure{At: today.AddDate(0, 0, -2), Where: api.LeakRepository}
	}
	detail := func(id string, narrow bool) func(*rig) {
		return func(r *rig) {
			r.win.Render(manyLives())
			r.win.keys.list.open(id)
			r.win.openDetail(narrow)
		}
	}
	for suffix, size := range map[string]fyne.Size{"": usual, "-720": fyne.NewSize(720, 560), "-400": fyne.NewSize(400, 640)} {
		screens["leaked"+suffix] = screen{size, leak("whisper", as)}
		screens["leaked-replace-first"+suffix] = screen{size, leak("dotfiles", gitHub)}
		screens["leaked-old"+suffix] = screen{size, leak("backup", old)}
		screens["leaked-choice"+suffix] = screen{size, leak("", as)}
		screens["case"+suffix] = screen{size, detail("backup", size.Width < onePane)}
		screens["case-leaked"+suffix] = screen{size, detail("whisper", size.Width < onePane)}
		screens["case-list"+suffix] = screen{size, func(r *rig) { detail("chat", false)(r) }}
	}
	return screens
}

func (r *rig) overview() *rotationPage {
	r.Helper()
	p, is := r.win.page.(*rotationPage)
	if !is {
		r.Fatalf("the overview is not open, but a %T", r.win.page)
	}
	return p
}

// full are those that hold all that there is: the others are for people to look at.
var full = []string{"overview", "overview-empty", "leaked", "leaked-replace-first", "leaked-old", "leaked-choice", "case", "case-leaked"}

// looked are the pictures that are compared.
var looked = []string{"overview", "overview-400", "overview-empty", "leaked", "leaked-400", "leaked-replace-first", "leaked-old"}

// TestTheOverviewAndTheLeakPageLookAsTheyDid compares pictures pixel by pixel.
func TestTheOverviewAndTheLeakPageLookAsTheyDid(t *testing.T) {
	for name, s := range overviewScreens() {
		if !slices.Contains(looked, name) {
			continue
		}
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(s.size)
			s.do(r)
			r.Clock.Forward(time.Second)
			r.LooksLike(name + "-" + variant)
		}
	}
}
