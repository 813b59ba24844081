package cli

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
)

// calling keeps what it was asked to make a provider do.
type calling struct {
	api.Service
	asked  []api.CallRequest
	result api.Called
	turned []string
}

func (c *calling) Call(_ context.Context, r api.CallRequest) (api.Called, error) {
	c.asked = append(c.asked, r)
	return c.result, nil
}

func (c *calling) Turn(_ context.Context, r api.TurnRequest) (api.Key, error) {
	c.turned = append(c.turned, r.Step)
	k := c.result.Key
	k.Case = nil
	return k, nil
}

// repo is a key of a provider that can do both by itself.
func repo() api.Key {
	return api.Key{
		ID: "k1", Name: "repo", Provider: "gitlab", ProviderName: "GitLab", Kind: "personal", Calls: []string{api.CallRotate, api.CallRevoke},
		Places: []api.Place{{Location: "robot"}, {Location: "@ada", Person: true}}, Phase: "fresh", DueFrom: time.Date(2027, 2, 20, 0, 0, 0, 0, time.UTC),
	}
}

func asks(t *testing.T, s api.Service, k api.Key, r api.CallRequest) (said string, err error) {
	t.Helper()
	var out bytes.Buffer
	c := &command{Env: Env{Stdin: strings.NewReader("repo\n"), Stderr: &out}, out: &out}
	p, _ := provider.New().ByID(k.Provider)
	err = c.byProvider(t.Context(), s, k, p, r)
	return out.String(), err
}

func TestAProviderIsAskedOnlyWithTheKeysNameAsASecondWord(t *testing.T) {
	old := repo()
	old.Previous = 1
	old.Places[0].Has = true
	for _, c := range []struct {
		name string
		key  api.Key
		call api.CallRequest
		kind api.Kind
		says []string
	}{
		{"a pipe answers no question", repo(), api.CallRequest{What: api.CallRotate}, api.Usage, []string{"cannot be undone", "stop working: robot, @ada.", "add: --confirm repo"}},
		{"the value in use", repo(), api.CallRequest{What: api.CallRevoke}, api.Usage, []string{"the value of repo that is in use now", "cannot be undone", "stop working: robot, @ada."}},
		{"the old value", old, api.CallRequest{What: api.CallRevoke}, api.Usage, []string{"the old value of repo", "stop working: @ada."}},
		{"another name", repo(), api.CallRequest{What: api.CallRotate, Confirmed: "Repo"}, api.Usage, []string{"whole name: repo. Nothing was done."}},
		{"a provider that cannot", api.Key{Name: "repo", Provider: "openai", ProviderName: "OpenAI"}, api.CallRequest{What: api.CallRotate, Confirmed: "repo"}, api.Refused, []string{"knows no way to let OpenAI rotate"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &calling{}
			_, err := asks(t, s, c.key, c.call)
			if err == nil || api.KindOf(err) != c.kind || len(s.asked) > 0 {
				t.Fatalf("it ends with %v, asked %d times", err, len(s.asked))
			}
			for _, want := range c.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is missing in: %s", want, err)
				}
			}
		})
	}
}

func TestWhatAProviderDidIsToldWithItsStatus(t *testing.T) {
	under := repo()
	under.Case = &api.Case{Step: api.StepPlaces, Number: 3, Of: 5, Stored: true}
	alone := under
	alone.Places = nil
	for _, c := range []struct {
		name   string
		before api.Key
		call   string
		result api.Called
		status int
		says   []string
		turned []string
	}{
		{"rotated, with places to update", repo(), api.CallRotate, api.Called{Result: api.CallDone, Key: under, Text: "GitLab made a new token."}, done, []string{"GitLab made a new token.", "Update: robot", "Update: @ada", "--tell @ada"}, nil},
		{"rotated, and nothing is left to do", repo(), api.CallRotate, api.Called{Result: api.CallDone, Key: alone}, done, []string{"The rotation of repo is done."}, []string{api.StepRevoke}},
		{"the last old value is revoked", under, api.CallRevoke, api.Called{Result: api.CallDone, Key: repo(), Text: "GitLab ended the token."}, done, []string{"GitLab ended the token.", "The rotation of repo is done."}, nil},
		{"refused", repo(), api.CallRevoke, api.Called{Result: api.CallRefused, Key: repo(), Text: "GitLab refused."}, refused, []string{"GitLab refused."}, nil},
		{"nobody knows", repo(), api.CallRotate, api.Called{Result: api.CallUnknown, Key: repo(), Text: "No answer came."}, failed, []string{"No answer came."}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &calling{result: c.result}
			said, err := asks(t, s, c.before, api.CallRequest{Name: "k1", What: c.call, Confirmed: "repo"})
			status := done
			if p, ok := err.(printed); ok {
				status = int(p)
			} else if err != nil {
				t.Fatal(err)
			}
			if status != c.status || len(s.asked) != 1 || !slices.Equal(s.turned, c.turned) {
				t.Errorf("status %d, asked %d times, turned to %v", status, len(s.asked), s.turned)
			}
			for _, want := range c.says {
				if !strings.Contains(said, want) {
					t.Errorf("%q is missing in:\n%s", want, said)
				}
			}
		})
	}
}

func TestACallThatNobodyAnsweredSaysHowToFindOut(t *testing.T) {
	k := repo()
	k.Case = &api.Case{Step: api.StepCreate, Number: 1, Of: 5, Call: api.CallRotate, CallAt: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)}
	var out bytes.Buffer
	c := &command{out: &out}
	p, _ := provider.New().ByID(k.Provider)
	c.tellRotation(k, p)
	if want := "It is not known whether GitLab did what it was asked on 20 Nov 2026, 10:00: to rotate the key. Find out with: keytray check repo\n"; !strings.Contains(out.String(), want) {
		t.Error(out.String())
	}
	k.Case.Call, k.Case.Stored, k.Previous = api.CallRevoke, true, 1
	out.Reset()
	c.tellRotation(k, p)
	if !strings.Contains(out.String(), "Find out with: keytray check repo --previous\n") {
		t.Error(out.String())
	}
}

func TestACallIsNotConfirmedWhileTheEndOfAnotherIsUnknown(t *testing.T) {
	k := repo()
	k.Calls, k.Case = nil, &api.Case{Step: api.StepCreate, Call: api.CallRotate}
	s := &calling{}
	if _, err := asks(t, s, k, api.CallRequest{Name: "k1", What: api.CallRotate, Confirmed: "repo"}); err != nil {
		t.Fatal(err)
	}
	if len(s.asked) != 1 || s.asked[0].Confirmed != "" {
		t.Errorf("it was asked with %+v", s.asked)
	}
}
