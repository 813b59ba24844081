package window

import (
	"errors"
	"net/url"
	"testing"
)

// A browser may fail late, when the page is about another provider.
func TestALateAddressIsNotShownForAnotherProvider(t *testing.T) {
	for name, next := range map[string]func(*opening){
		"another provider": func(o *opening) { o.forget() },
		"another page":     func(o *opening) { o.open(&url.URL{Scheme: "https", Host: "two.example"}) },
	} {
		r := newRig(t, someState())
		fails := make(chan struct{})
		r.win.p.OpenURL = func(u *url.URL) error {
			if u.Host == "one.example" {
				<-fails
				return errors.New("no browser")
			}
			return nil
		}
		o := r.win.openSetup().get.page
		o.open(&url.URL{Scheme: "https", Host: "one.example"})
		next(o)
		ran := r.Ran
		close(fails)
		want := 1
		if name == "another page" {
			want = 2
		}
		r.Until("all have answered", func() bool { return r.Ran == ran+want })
		if o.fail.Visible() {
			t.Errorf("%s: it shows the address of the one before", name)
		}
	}
}
