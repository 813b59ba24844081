package online

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
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

// sensible tells whether the body is JSON as far as it was read, or empty: some
// providers say it all with the status.
func (r reply) sensible() bool {
	return r.parsed || len(r.body) == 0 || r.cut && (r.body[0] == '{' || r.body[0] == '[')
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

// first is the first text that says something, of the places that may have it.
func (r reply) first(places []string, secret string) string {
	for _, place := range places {
		v, there := r.text(place)
		if v = shown(v); there && v != "" && v != "null" && !strings.Contains(v, secret) {
			return v
		}
	}
	return ""
}

// shown is a text from elsewhere as it can be shown: on one line, and not endless.
func shown(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.TrimSpace(s)
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
