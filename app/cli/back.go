package cli

import (
	"context"

	"keytray/app/api"
	"keytray/app/text"
)

// goBack makes the value before the current one the current one again.
func (c *command) goBack(ctx context.Context, s api.Service, k api.Key) error {
	after, err := s.Rotate(ctx, api.RotateRequest{Name: k.ID, Back: true})
	if err != nil {
		return err
	}
	c.say("%s", text.Sentences(text.T("%s has the value again that it had before.", text.Plain(after.Name)), standing(after)))
	if after.Previous > 0 {
		c.say("The value that it had until now is kept as an earlier one: %s", line("get", after, "--previous"))
	}
	if after.Case != nil {
		c.say("Go on with: %s. Or give it up: %s", line("rotate", after), line("rotate", after, "--abandon"))
	}
	return nil
}
