package agent_test

import (
	"reflect"
	"slices"
	"sync"
	"testing"

	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
)

// edit changes a key, and gives it as it is then.
func (f *fixture) edit(t *testing.T, r api.EditRequest) api.Key {
	t.Helper()
	r.Name = "chat-app"
	k, err := f.Edit(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestTwoWindowsAddPlacesAndTagsAtOnce(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	f.edit(t, api.EditRequest{UsedBy: &[]string{"app"}, Tags: &[]string{"work"}})
	var both sync.WaitGroup
	for _, word := range []string{"one", "two"} {
		both.Go(func() {
			_, err := f.Edit(t.Context(), api.EditRequest{Name: "chat-app", AddPlaces: []api.Place{{Location: word, Has: true}}, AddTags: []string{word}})
			if err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	k := f.key(t, "chat-app")
	slices.Sort(k.UsedBy)
	slices.Sort(k.Tags)
	if want := []string{"app", "one", "two"}; !reflect.DeepEqual(k.UsedBy, want) {
		t.Errorf("places: %q", k.UsedBy)
	}
	if want := []string{"one", "two", "work"}; !reflect.DeepEqual(k.Tags, want) {
		t.Errorf("tags: %q", k.Tags)
	}
}

func TestPlacesAreChangedOneByOne(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	f.edit(t, api.EditRequest{UsedBy: &[]string{"a", "b", "c"}})
	for _, c := range []struct {
		change api.EditRequest
		want   []string
	}{
		{api.EditRequest{RemovePlaces: []string{"b", "never there"}}, []string{"a", "c"}},
		{api.EditRequest{AddPlaces: []api.Place{{Location: "b"}}, OrderPlaces: []string{"a", "b", "c"}}, []string{"a", "b", "c"}},
		{api.EditRequest{AddPlaces: []api.Place{{Location: " c "}}}, []string{"a", "b", "c"}},
		{api.EditRequest{RenamePlace: &api.PlaceName{From: "b", To: "d"}}, []string{"a", "d", "c"}},
		{api.EditRequest{OrderPlaces: []string{"c", "a"}}, []string{"c", "a", "d"}},
	} {
		if k := f.edit(t, c.change); !reflect.DeepEqual(k.UsedBy, c.want) {
			t.Errorf("%+v: %q", c.change, k.UsedBy)
		}
	}
	for _, c := range []struct {
		to   string
		kind api.Kind
	}{{"a", api.Refused}, {"new", ""}} {
		_, err := f.Edit(t.Context(), api.EditRequest{Name: "chat-app", RenamePlace: &api.PlaceName{From: "d", To: c.to}})
		if c.kind == "" && err != nil || c.kind != "" && api.KindOf(err) != c.kind {
			t.Errorf("to %s: %v", c.to, err)
		}
	}
	if _, err := f.Edit(t.Context(), api.EditRequest{Name: "chat-app", RenamePlace: &api.PlaceName{From: "gone", To: "x"}}); api.KindOf(err) != api.NotFound {
		t.Errorf("a place that is gone: %v", err)
	}
}

// What is put back after it was removed by mistake is known no better than before.
func TestWhatIsKnownOfAPlaceIsNotMadeUp(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	k := f.edit(t, api.EditRequest{AddPlaces: []api.Place{{Location: "known", Has: true}, {Location: "unknown"}}})
	if !k.Places[0].Has || k.Places[0].Assumed || k.Places[1].Has {
		t.Errorf("places: %+v", k.Places)
	}
	k = f.edit(t, api.EditRequest{AddPlaces: []api.Place{{Location: "typed in", Has: true, Assumed: true}}})
	if p := k.Places[2]; !p.Has || !p.Assumed {
		t.Errorf("nobody has looked there: %+v", p)
	}
	f.renew(t, "chat-app")
	k = f.edit(t, api.EditRequest{AddPlaces: []api.Place{{Location: "new", Has: true}}, RenamePlace: &api.PlaceName{From: "known", To: "renamed"}})
	for _, p := range k.Places {
		if p.Has {
			t.Errorf("%s is said to have the new value already", p.Location)
		}
	}
}

func TestAKeyIsNoTagAndNoPlace(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	key := string(openAI().Reveal())
	for name, r := range map[string]api.EditRequest{
		"a tag": {AddTags: []string{key}}, "a place": {AddPlaces: []api.Place{{Location: key}}},
		"a new name of a place": {RenamePlace: &api.PlaceName{From: "x", To: key}},
	} {
		r.Name = "chat-app"
		if _, err := f.Edit(t.Context(), r); api.KindOf(err) != api.Refused || err == nil {
			t.Errorf("%s: %v", name, api.KindOf(err))
		}
		if f.written(t, key) {
			t.Errorf("%s: it is on the disk", name)
		}
	}
}
