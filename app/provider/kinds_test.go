package provider_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

const examples = 200

func TestEveryKindDescribesItsKeys(t *testing.T) {
	id := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	eachFile(t, func(t *testing.T, f file) {
		seen := map[string]bool{}
		for _, k := range f.Kinds {
			if !id.MatchString(k.ID) || seen[k.ID] || k.Name == "" {
				t.Errorf("kind %q: a bad ID, one that comes twice, or no name", k.ID)
			}
			seen[k.ID] = true
			if !slices.Contains([]string{provider.Unique, provider.Shared, provider.Shape}, k.Strength) ||
				!slices.Contains([]string{provider.Secret, provider.Identifier, provider.Public}, k.Role) {
				t.Errorf("kind %s is %q and %q", k.ID, k.Strength, k.Role)
			}
			if (k.Strength == provider.Shape) != (k.Priority < 50) || k.Strength == provider.Shape && k.Prefix != "" {
				t.Errorf("kind %s is %s of priority %d with prefix %q", k.ID, k.Strength, k.Priority, k.Prefix)
			}
			if !slices.Contains([]string{"", "github-crc32", "gitlab-routable"}, k.Checksum) {
				t.Errorf("kind %s: nobody knows the checksum %q", k.ID, k.Checksum)
			}
		}
	})
}

func TestEveryPatternFitsItsExamples(t *testing.T) {
	r := random()
	eachFile(t, func(t *testing.T, f file) {
		for _, k := range f.Kinds {
			form, err := regexp.Compile(k.Regex)
			if err != nil {
				t.Errorf("%s: %v", k.ID, err)
				continue
			}
			if bare := strings.TrimPrefix(k.Regex, "(?s)"); !strings.HasPrefix(bare, "^") || !strings.HasSuffix(bare, "$") {
				t.Errorf("%s: the pattern is not anchored", k.ID)
			}
			for range examples {
				key := providertest.Key(k, r)
				if !form.MatchString(key) {
					t.Errorf("%s: the pattern does not fit an example", k.ID)
					break
				}
				if !strings.HasPrefix(key, k.Prefix) {
					t.Errorf("%s: %q is not the start of an example", k.ID, k.Prefix)
					break
				}
				if len(k.Lengths) > 0 && !slices.Contains(k.Lengths, len(key)) {
					t.Errorf("%s: an example has %d characters, and usual are %v", k.ID, len(key), k.Lengths)
					break
				}
			}
		}
	})
}

func TestNoTwoProvidersClaimTheSameForm(t *testing.T) {
	c, r := provider.New(), random()
	kinds(func(p provider.Provider, k provider.Kind) {
		if k.Strength != provider.Unique {
			return
		}
		for range examples {
			f := c.Recognise([]byte(providertest.Key(k, r)))
			if m, sure := f.Sure(); !sure || m.Provider.ID != p.ID || m.Kind.ID != k.ID {
				t.Errorf("%s %s: %s", p.ID, k.ID, said(f))
				return
			}
		}
	})
}

// A key that lost its last three characters must not pass for a whole one.
func TestCutOffKeysOfFixedLengthAreNotWhole(t *testing.T) {
	c, r := provider.New(), random()
	kinds(func(p provider.Provider, k provider.Kind) {
		key := providertest.Key(k, r)
		part := key[:len(key)-3]
		if k.Strength != provider.Unique || k.Prefix == "" || regexp.MustCompile(k.Regex).MatchString(part) {
			return
		}
		f := c.Recognise([]byte(part))
		telling := len(k.Prefix) > 3 && k.Prefix != "key-" && k.Prefix != "secret_" // which others use too
		if f.Problem != provider.CutOff && len(f.Matches) == 0 && telling || len(f.Matches) == 1 && f.Matches[0].Confidence == provider.Sure {
			t.Errorf("%s %s without its end is %s", p.ID, k.ID, said(f))
		}
	})
}
