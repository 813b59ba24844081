package picker

import (
	"cmp"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/unlock"
)

// refilter shows what fits what was typed, and chooses the best.
func (k *Picker) refilter() {
	k.chosen, k.hits, k.offer, k.note, k.missed, k.view.list.first = 0, nil, nil, "", "", 0
	query := strings.TrimSpace(k.view.search.Text)
	switch {
	case !k.ready:
		k.withoutState()
	case k.locked():
		k.offer = k.offerUnlock()
	case len(k.state.Keys) == 0:
		k.offer = k.offerAdd()
	case query == "":
		if k.recent == nil {
			k.recent = recent(k.state.Keys)
		}
		k.hits = k.recent
	default:
		k.find(query)
	}
	k.refresh()
}

// keepChoice does what changes the rows, and chooses the same key after it; it scrolls for
// one alone that was in sight. Where that one is gone no other takes its place: nobody would expect Enter to
// copy it.
func (k *Picker) keepChoice(do func()) {
	id, first, hidden := cmp.Or(k.chosenKey().ID, k.missed), k.view.list.first, k.view.list.hides(k.chosen)
	do()
	if id == "" {
		return
	}
	k.view.list.first = first
	k.chosen = slices.IndexFunc(k.hits, func(h search.Hit) bool { return h.Key.ID == id })
	switch {
	case k.chosen < 0:
		k.missed = id
	case !hidden:
		k.view.list.reveal(k.chosen)
	}
	k.refresh()
}

// recent are all keys before anything is typed: pinned ones, then those that were
// copied last.
func recent(keys []api.Key) []search.Hit {
	pinned := func(key *api.Key) int {
		if key.Pinned {
			return 0
		}
		return 1
	}
	hits := make([]search.Hit, len(keys))
	for i := range keys {
		hits[i].Key = &keys[i]
	}
	slices.SortStableFunc(hits, func(a, b search.Hit) int {
		return cmp.Or(cmp.Compare(pinned(a.Key), pinned(b.Key)), b.Key.CopiedAt.Compare(a.Key.CopiedAt),
			cmp.Compare(strings.ToLower(a.Key.Name), strings.ToLower(b.Key.Name)))
	})
	return hits
}

func (k *Picker) find(query string) {
	if k.index == nil {
		k.index = search.New(k.state.Keys, k.p.Now())
	}
	r := k.index.Find(query)
	k.hits, k.note = r.Hits, r.Problem
	if len(r.Hits) > 0 || r.Problem != "" {
		return
	}
	meant, ok := k.index.Suggest(query)
	if !ok {
		k.note = text.T("No key matches “%s”.", text.Cut(query, longestQuery))
		return
	}
	k.note = text.T("No key matches “%[1]s”. Did you mean %[2]s?", text.Cut(query, longestQuery), meant.Shows)
	k.offer = &offer{icon: "search", title: meant.Shows, verb: text.T("Find it"), do: func() {
		k.view.search.SetText(meant.Query)
		k.view.search.CursorColumn = len([]rune(meant.Query))
		k.view.search.Refresh()
	}}
}

// longestQuery is how much of what was typed is said again.
const longestQuery = 40

// withoutState says why there is none, and what can be done about it.
func (k *Picker) withoutState() {
	kind := api.KindOf(k.lost)
	switch {
	case k.lost == nil && k.late:
		k.note = text.T("Waiting for Keytray.")
	case k.lost == nil: // nobody has noticed yet
	case (kind == api.NoAgent || kind == api.Ended) && k.p.StartAgent != nil:
		k.note = text.T("The agent has ended. Keytray cannot copy, clear or remind without it.")
		k.offer = &offer{icon: "refresh", title: text.T("Start Keytray again"), verb: text.T("Start it"), do: k.startAgent}
	default:
		k.note = client.Sentence(k.lost)
		k.offer = &offer{
			icon: "warn", title: text.T("Open Doctor"), info: text.T("It looks at everything that can be wrong."),
			verb: text.T("Open it"), do: func() { k.showInWindow(api.View{Name: api.ViewDoctor}) },
		}
	}
}

func (k *Picker) offerAdd() *offer {
	return &offer{
		icon: "plus", title: text.T("Add your first key"), info: text.T("Keytray keeps no key yet."),
		verb: text.T("Add a key"), do: func() { k.showInWindow(api.View{Name: api.ViewAdd}) },
	}
}

func (k *Picker) offerUnlock() *offer {
	info := text.T("%s is locked.", client.KeychainName(k.state.Keychain))
	if unlock.Needed(k.state.Keychain) {
		info = text.T("They are in an encrypted file.")
	}
	return &offer{icon: "lock", title: text.T("Unlock to see your keys"), info: info, verb: text.T("Unlock"), do: k.unlock}
}

// locked tells whether no value can be had before the person unlocks the keychain or
// the encrypted file.
func (k *Picker) locked() bool {
	return unlock.Needed(k.state.Keychain) || k.state.Keychain.Status == api.KeychainLocked
}

// explained is the sentence below the rows: where a key was found that does not show
// it. That of the chosen key comes first.
func (k *Picker) explained() []kit.Span {
	if k.note != "" || len(k.hits) == 0 {
		return kit.Words(k.note)
	}
	if k.chosen >= 0 && k.hits[k.chosen].Field == search.Note {
		return kit.Words(text.T("Its notes match: “%s”.", noteOf(k.hits[k.chosen])))
	}
	for _, h := range k.hits {
		if h.Field == search.Note {
			return kit.Marked(text.T("Also matches notes: **%[1]s**, “%[2]s”.", kit.Unmarked(h.Key.Name), kit.Unmarked(noteOf(h))))
		}
	}
	return nil
}

// noteOf is the part of the notes around what was found.
func noteOf(h search.Hit) string {
	for _, m := range h.Marks() {
		if m.Field == search.Note {
			return strings.TrimRight(m.Text, ".") // the sentence around it ends by itself
		}
	}
	return ""
}

// chosenKey is the key that Enter copies; none has no ID.
func (k *Picker) chosenKey() api.Key {
	if k.chosen >= 0 && k.chosen < len(k.hits) {
		return *k.hits[k.chosen].Key
	}
	return api.Key{}
}

// picked is the chosen key, for what is done with it. One that is out of sight comes into
// sight first, and is none until then.
func (k *Picker) picked() api.Key {
	if k.view.list.reveal(k.chosen) {
		k.refresh()
		return api.Key{}
	}
	return k.chosenKey()
}

// choose moves the choice to a row, in sight.
func (k *Picker) choose(i int) {
	k.chosen, k.missed = min(max(i, 0), max(len(k.hits)-1, 0)), ""
	k.view.list.reveal(k.chosen)
	k.refresh()
}

// refresh brings the search stage up to date.
func (k *Picker) refresh() {
	count := ""
	switch {
	case !k.ready || k.locked() || len(k.state.Keys) == 0:
	case strings.TrimSpace(k.view.search.Text) == "":
		count = text.Keys(len(k.state.Keys))
	default:
		count = text.T("%[1]d of %[2]d", len(k.hits), len(k.state.Keys))
	}
	k.view.render(k.hits, k.offer, k.chosen, count, k.explained())
}

// refuses keeps a key that is pasted into the search out of sight. The name of one that
// is kept is looked for, whatever it looks like.
func (k *Picker) refuses(pasted string) bool {
	is := client.Catalogue(k.state.Providers).MayBeKey(pasted) && !search.Named(k.state.Keys, pasted)
	if is {
		k.note = text.T("That looks like a key. Paste it in the window to set it up.")
		k.refresh()
	}
	return is
}
