package vault

import (
	"slices"
	"strings"

	"keytray/app/text"
)

// ErrPlaceTaken: another place of the key has that name.
var ErrPlaceTaken = text.Error("the key has a place of that name already")

// AddPlace adds a place, unless it is there. One that is said to have the value, or
// assumed to, is taken to, but while a rotation has just stored a new one: see UseIn.
func (k *Key) AddPlace(location string, has, assumed bool) {
	place := Place{Location: strings.TrimSpace(location)}
	if k.place(place.Location) >= 0 {
		return
	}
	if has {
		place.Has = k.assumed()
		place.Assumed = assumed && place.Has != 0
	}
	k.UsedBy = append(slices.Clone(k.UsedBy), place)
}

// RemovePlace takes a place away, if it is there.
func (k *Key) RemovePlace(location string) {
	if i := k.place(location); i >= 0 {
		k.UsedBy = slices.Delete(slices.Clone(k.UsedBy), i, i+1)
	}
}

// RenamePlace gives a place another name; what is known of it stays.
func (k *Key) RenamePlace(from, to string) error {
	i := k.place(from)
	if i < 0 {
		return ErrNoPlace
	}
	if j := k.place(to); j >= 0 && j != i {
		return ErrPlaceTaken
	}
	k.UsedBy = slices.Clone(k.UsedBy)
	k.UsedBy[i].Location = strings.TrimSpace(to)
	return nil
}

// OrderPlaces puts the places that are named in their order before the others.
func (k *Key) OrderPlaces(locations []string) {
	rank := func(p Place) int {
		if i := slices.Index(locations, p.Location); i >= 0 {
			return i
		}
		return len(locations)
	}
	k.UsedBy = slices.Clone(k.UsedBy)
	slices.SortStableFunc(k.UsedBy, func(a, b Place) int { return rank(a) - rank(b) })
}

// AddTag adds a tag, unless it is there.
func (k *Key) AddTag(tag string) {
	if tag = strings.TrimSpace(tag); !slices.Contains(k.Tags, tag) {
		k.Tags = append(slices.Clone(k.Tags), tag)
	}
}

// RemoveTag takes a tag away, if it is there.
func (k *Key) RemoveTag(tag string) {
	k.Tags = slices.DeleteFunc(slices.Clone(k.Tags), func(t string) bool { return t == strings.TrimSpace(tag) })
}

func (k *Key) place(location string) int {
	return slices.IndexFunc(k.UsedBy, func(p Place) bool { return p.Location == strings.TrimSpace(location) })
}
