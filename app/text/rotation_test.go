package text_test

import (
	"testing"
	"time"

	"keytray/app/text"
)

func TestRotationsReadLikeSentences(t *testing.T) {
	day := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{text.Tell("chat-app", "OpenAI", day, false), "The API key “chat-app” (OpenAI) changed on 22 Nov 2026. Ask me for the new one; the old one stops working soon."},
		{text.Tell("robot", "", day, true), "The API key “robot” changed on 22 Nov 2026. Ask me for the new one; the old one no longer works."},
		{text.StepOf(3, 5), "step 3 of 5"},
		{text.Step("create", "OpenAI"), "make a new key at OpenAI"},
		{text.Step("paste", "OpenAI"), "give Keytray the new key"},
		{text.Step("places", "OpenAI"), "update the places that use it"},
		{text.Step("revoke", "the provider"), "revoke the old key at the provider"},
		{text.Updated(2, 4), "2 of 4 places have the new value."},
		{text.Updated(0, 1), "The only place still has the old value."},
		{text.Updated(1, 1), "The only place has the new value."},
		{text.NotUpdated(nil), ""},
		{text.NotUpdated([]string{"a"}), "1 place does not have the new key yet: a."},
		{text.NotUpdated([]string{"a", "@ada"}), "2 places do not have the new key yet: a, @ada."},
		{text.SeenIn("screen"), "on a shared screen, in a picture or in a video"},
		{text.SeenIn("unsure"), ""},
		{text.Unfinished(1), "1 not finished"},
		{text.Unfinished(3), "3 not finished"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
