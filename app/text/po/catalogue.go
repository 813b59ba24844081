package po

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"keytray/app/text"
)

// spoken are the fields of a provider that people read, wherever they stand;
// docs/providers.md explains them.
var spoken = []string{
	"note", "needs", "detail", "default", "create", "regenerate", "revoke", "lost", "facts", "leak",
	"why", "does", "account_label", "counts",
}

// Catalogue are the sentences of the providers.
func Catalogue(root string) ([]Entry, error) {
	names, err := filepath.Glob(filepath.Join(root, "assets", "providers", "*.json"))
	if err != nil {
		return nil, err
	}
	var all []Entry
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var provider map[string]any
		if err := json.Unmarshal(content, &provider); err != nil {
			return nil, err
		}
		said(provider, "", func(field, sentence string) {
			e := Entry{ID: sentence, Hints: []string{field}, From: []string{path.Join("assets/providers", filepath.Base(name))}}
			if strings.HasSuffix(field, "counts") {
				e.ID, e.Plural = text.CountForms(sentence)
			}
			all = append(all, e)
		})
	}
	return all, nil
}

// said walks through the fields in the order of their names.
func said(value any, field string, say func(field, sentence string)) {
	switch v := value.(type) {
	case map[string]any:
		if field != "" {
			field += "."
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if child := v[name]; name != "links" {
				said(child, field+name, say)
			}
		}
	case []any:
		for _, child := range v {
			said(child, field, say)
		}
	case string:
		last := field[strings.LastIndexByte(field, '.')+1:]
		if v != "" && (slices.Contains(spoken, last) || field == "kinds.name" || strings.HasSuffix(field, "regions.name")) {
			say(field, v)
		}
	}
}
