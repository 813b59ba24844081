package provider

import "bytes"

// quotes open and close.
var quotes = []struct{ open, end string }{
	{`"`, `"`},
	{"'", "'"},
	{"`", "`"},
	{"“", "”"},
	{"„", "“"},
	{"‘", "’"},
	{"‚", "‘"},
	{"«", "»"},
	{"»", "«"},
	{"‹", "›"},
}

// quoted takes away quotes, also one that lost its other half.
func quoted(text []byte) ([]byte, bool) {
	for _, q := range quotes {
		inner, opened := bytes.CutPrefix(text, []byte(q.open))
		if inner, closed := bytes.CutSuffix(inner, []byte(q.end)); opened && closed {
			return inner, true
		}
	}
	for _, q := range quotes {
		if inner, opened := bytes.CutPrefix(text, []byte(q.open)); opened && !bytes.Contains(inner, []byte(q.end)) {
			return inner, true
		}
		if inner, closed := bytes.CutSuffix(text, []byte(q.end)); closed && !bytes.Contains(inner, []byte(q.open)) {
			return inner, true
		}
	}
	return nil, false
}

func isQuote(b byte) bool { return b == '"' || b == '\'' || b == '`' }
