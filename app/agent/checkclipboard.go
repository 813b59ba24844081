package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/settings"
)

// lookLimit bounds a look at the clipboard.
const lookLimit = 2 * time.Second

// checkClipboard says how keys get onto the clipboard, and what the desktop does
// not let us do.
func (s *Service) checkClipboard(ctx context.Context) api.Finding {
	f := api.Finding{Check: "clipboard", Result: api.FindingFailed}
	var t clipboard.Traits
	board, err := s.p.Boards(s.choices().Board)
	if err == nil {
		t, err = usable(ctx, board)
		err = ofBoard(err)
	}
	if errors.Is(err, clipboard.ErrNoDisplay) {
		f.Result, f.Text, f.Cure = api.FindingWarning, "There is no display here, so no clipboard.", "Use keytray get in a terminal."
		return f
	}
	if err != nil {
		_, f.Text = s.words(err)
		return f
	}
	if !t.Conceals {
		f.Result = api.FindingWarning
		f.Text = "Keys are copied through " + t.Name + ", which cannot ask clipboard managers to leave them out."
		if s.choices().Board != settings.Defaults().Board {
			f.Cure = "Let Keytray choose: keytray config clipboard.board auto"
		} else {
			f.Cure = "Switch off the history of your clipboard manager, if you have one."
		}
		return f
	}
	f.Result, f.Text = api.FindingOK, "Keys are copied through "+t.Name+". Clipboard managers are asked to leave them out."
	return f
}

func usable(ctx context.Context, b clipboard.Board) (clipboard.Traits, error) {
	checked, ok := b.(clipboard.Checked)
	if !ok {
		return b.Traits(), nil
	}
	ctx, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	return checked.Usable(ctx)
}
