package secret_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"keytray/app/secret"
)

func random(t *testing.T) string {
	t.Helper()
	b := make([]byte, 24)
	if _, err := rand.Read(b); err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func TestAValueIsNeverPrinted(t *testing.T) {
	raw := random(t)
	v := secret.FromString(raw)
	type exported struct{ V secret.Value }
	type hidden struct{ v secret.Value }
	forms := map[string]any{
		"value": v, "pointer": &v, "in a struct": exported{v}, "in an unexported field": hidden{v},
		"in a slice": []secret.Value{v}, "in a map": map[string]secret.Value{"k": v}, "in an error": fmt.Errorf("x %v", v),
	}
	verbs := []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T %v"}
	for name, form := range forms {
		for _, verb := range verbs {
			args := []any{form}
			if strings.Contains(verb, "%T") {
				args = append(args, form)
			}
			assertHidden(t, name+" with "+verb, fmt.Sprintf(verb, args...), raw)
		}
		out, err := json.Marshal(form)
		if err != nil {
			t.Fatal(err)
		}
		assertHidden(t, name+" as JSON", string(out), raw)
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", "v", form)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "v", form)
		assertHidden(t, name+" in a log", log.String(), raw)
	}
}

func assertHidden(t *testing.T, what, out, raw string) {
	t.Helper()
	for _, form := range []string{raw, fmt.Sprintf("%x", raw), fmt.Sprintf("%X", raw), fmt.Sprint([]byte(raw)), base64.StdEncoding.EncodeToString([]byte(raw))} {
		if strings.Contains(out, form) {
			t.Errorf("%s shows the value", what)
		}
	}
}

func TestAValueIsNotReadFromItsRedactedForm(t *testing.T) {
	var v secret.Value
	if err := json.Unmarshal([]byte(`"[redacted]"`), &v); !errors.Is(err, secret.ErrMarshal) {
		t.Errorf("got %v, want ErrMarshal", err)
	}
}

func TestValuesCompareByContent(t *testing.T) {
	raw := random(t)
	if !secret.FromString(raw).Equal(secret.New([]byte(raw))) {
		t.Error("equal values differ")
	}
	if secret.FromString(raw).Equal(secret.FromString(raw + "x")) {
		t.Error("different values are equal")
	}
	var zero secret.Value
	if zero.Len() != 0 || !zero.Equal(secret.FromString("")) {
		t.Error("the zero value is not empty")
	}
}

func TestWipeReachesEveryCopy(t *testing.T) {
	v := secret.FromString(random(t))
	b, c := v.Reveal(), v
	v.Wipe()
	if !bytes.Equal(b, make([]byte, len(b))) || c.Len() != 0 {
		t.Error("bytes are left after Wipe")
	}
	var zero secret.Value
	zero.Wipe()
}

func TestHintShowsPrefixAndLastFour(t *testing.T) {
	mid := strings.Repeat("m", 24)
	for _, c := range []struct{ name, value, prefix, want string }{
		{"prefix and tail", "pre-" + mid + "kT4Q", "pre-", "pre-…kT4Q"},
		{"no prefix known", mid + "kT4Q", "", "…kT4Q"},
		{"another prefix", mid + "kT4Q", "pre-", "…kT4Q"},
		{"19 bytes tell nothing", "pre-" + strings.Repeat("m", 15), "pre-", ""},
		{"20 bytes tell the tail only", "pre-" + strings.Repeat("m", 12) + "kT4Q", "pre-", "…kT4Q"},
		{"a line break in the tail", mid + "T4Q\n", "", ""},
		{"letters beyond ASCII in the tail", mid + "kTé", "", ""},
	} {
		if got := secret.Hint(secret.FromString(c.value), c.prefix); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
