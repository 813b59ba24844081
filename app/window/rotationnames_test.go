package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keytray/app/api"
	"keytray/app/window/windowtest"
)

func TestNamesThatDifferAtTheirEndsAloneAreToldApartInTheNarrowOverview(t *testing.T) {
	st := someState()
	for i, name := range []string{"release-bot-of-the-shop-3", "release-bot-of-the-shop-4", "a name that is as long but like no other"} {
		st.Keys[i].Name = name
	}
	r, _ := overviewOf(t, st)
	r.Frame.Resize(narrowWindow)
	drawn := map[string]string{}
	for _, v := range r.lives() {
		windowtest.Walk(v.name, func(o fyne.CanvasObject, visible bool) {
			if text, is := o.(*canvas.Text); is && visible {
				drawn[v.key.ID] = text.Text
			}
		})
	}
	for i, end := range []string{"…-3", "…-4", "…"} {
		if got := drawn[st.Keys[i].ID]; !strings.HasSuffix(got, end) || strings.Count(got, "…") != 1 {
			t.Errorf("%s reads %q", st.Keys[i].Name, got)
		}
	}
}

func TestTheEndOfANameThatTellsItApart(t *testing.T) {
	keys := func(names ...string) (all []api.Key) {
		for _, n := range names {
			all = append(all, api.Key{Name: n})
		}
		return all
	}
	for name, c := range map[string]struct {
		others []string
		want   int
	}{
		"release-bot-3":  {[]string{"release-bot-3", "release-bot-4"}, 2},
		"release-bot":    {[]string{"release-bot-4"}, 2},
		"release-server": {[]string{"release-bot-4"}, 6},
		"chat":           {[]string{"chat-app"}, 0},
		"schlüssel-ä":    {[]string{"schlüssel-ö"}, 2},
		"alone":          {nil, 0},
	} {
		if got := ownEnd(name, keys(c.others...)); got != c.want {
			t.Errorf("%s among %q: %d", name, c.others, got)
		}
	}
}
