package online

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"keytray/app/check"
)

// reply is what a provider answered.
type reply struct {
	status int
	header http.Header
	body   []byte
	cut    bool // the body was longer
	value  any  // of the body, if it is whole and JSON
	parsed bool
}

func newReply(status int, header http.Header, body []byte) reply {
	r := reply{status: status, header: header, body: bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))}
	if len(body) > mostBody {
		r.cut = true
		return r
	}
	d := json.NewDecoder(bytes.NewReader(r.body))
	d.UseNumber()
	r.parsed = d.Decode(&r.value) == nil && !d.More()
	return r
}

// substantial tells whether the body is a JSON object or list with something in
// it, as far as it was read.
func (r reply) substantial() bool {
	switch v := r.value.(type) {
	case map[string]any:
		return r.parsed && len(v) > 0
	case []any:
		return r.parsed && len(v) > 0
	}
	return r.cut && (bytes.HasPrefix(r.body, []byte("{")) || bytes.HasPrefix(r.body, []byte("[")))
}

// blank tells whether the body is empty, or an empty list.
func (r reply) blank() bool {
	list, is := r.value.([]any)
	return !r.cut && len(r.body) == 0 || r.parsed && is && len(list) == 0
}

// has tells whether something is at a place of the body. Of one that was cut, the
// name must have come.
func (r reply) has(pointer string) bool {
	if r.cut {
		name, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		return r.substantial() && bytes.Contains(r.body, []byte(strconv.Quote(name)))
	}
	v, there := r.at(pointer)
	return there && v != nil
}

// complains tells whether the body says that something went wrong, in one of the
// usual ways, whatever the status says.
func (r reply) complains() bool {
	top, _ := r.value.(map[string]any)
	for _, name := range []string{"error", "errors"} {
		switch v := top[name].(type) {
		case nil:
		case bool:
			if v {
				return true
			}
		case string:
			if v != "" {
				return true
			}
		case []any:
			if len(v) > 0 {
				return true
			}
		case map[string]any:
			if len(v) > 0 {
				return true
			}
		default:
			return true
		}
	}
	for _, name := range []string{"success", "ok"} {
		if v, is := top[name].(bool); is && !v {
			return true
		}
	}
	return false
}

// page tells whether the body is a page for people: of a filter, a firewall or a
// log-in in between, for these requests are answered with JSON.
func (r reply) page() bool {
	return strings.HasPrefix(strings.ToLower(r.header.Get("Content-Type")), "text/html") || bytes.HasPrefix(r.body, []byte("<"))
}

// at is the value at a JSON pointer (RFC 6901).
func (r reply) at(pointer string) (v any, there bool) {
	if !r.parsed {
		return nil, false
	}
	v = r.value
	if pointer == "" {
		return v, true
	}
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		switch in := v.(type) {
		case map[string]any:
			if v, there = in[step]; !there {
				return nil, false
			}
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(in) {
				return nil, false
			}
			v = in[i]
		default:
			return nil, false
		}
	}
	return v, true
}

// text is what is at a place of the answer: "/a/b" in the body, "header:name".
func (r reply) text(place string) (s string, there bool) {
	if name, ok := strings.CutPrefix(place, "header:"); ok {
		return r.header.Get(name), r.header.Get(name) != ""
	}
	v, there := r.at(place)
	return asText(v), there
}

func asText(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var all []string
		for _, one := range v {
			if s, ok := one.(string); ok {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	}
	b, _ := json.Marshal(v) // it came from JSON
	return string(b)
}

const mostText = 500 // characters

// first is the first text that says something, of the places that may have it. A
// text with a part of the key in it is none, also where that would be cut off:
// what is found here is written down.
func (r reply) first(places []string, key []byte) string {
	for _, place := range places {
		raw, there := r.text(place)
		v := plain(raw)
		if !there || v == "" || v == "null" || check.Reveals(raw, key) || check.Reveals(v, key) {
			continue
		}
		return shorter(v)
	}
	return ""
}

// plain is a text from elsewhere as it can be shown: on one line.
func plain(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

func shorter(s string) string {
	if long := []rune(s); len(long) > mostText {
		s = string(long[:mostText-1]) + "…"
	}
	return s
}

// count is how many there are: the length of a list, or a number.
func (r reply) count(place string) int {
	if place == "" {
		return 0
	}
	v, _ := r.at(place)
	switch v := v.(type) {
	case []any:
		return len(v)
	case json.Number:
		if n, err := strconv.Atoi(v.String()); err == nil && n > 0 {
			return n
		}
	}
	return 0
}

var layouts = []string{
	time.RFC3339Nano, "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05.999", "2006-01-02 15:04:05.999", "2006-01-02",
}

// expires is the first end that can be read; zero is none.
func (r reply) expires(places []string) time.Time {
	for _, place := range places {
		s, there := r.text(place)
		if !there {
			continue
		}
		if t := instant(s); t.Year() >= 2000 && t.Year() < 3000 {
			return t.UTC()
		}
	}
	return time.Time{}
}

// instant reads a date; a number is seconds or milliseconds since 1970.
func instant(s string) time.Time {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		if n > 1e11 {
			return time.UnixMilli(n)
		}
		return time.Unix(n, 0)
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
