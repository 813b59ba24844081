package agent

import (
	"context"
	"errors"
	"os"
	"time"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/settings"
	"keytray/app/text"
)

// lookLimit bounds a look at the clipboard.
const lookLimit = 2 * time.Second

// checkClipboard says how keys get onto the clipboard, and what the desktop does
// not let us do.
func (s *Service) checkClipboard(ctx context.Context) api.Finding {
	f := api.Finding{Check: api.DoctorClipboard, Result: api.FindingFailed}
	t, err := s.board(ctx)
	if errors.Is(err, clipboard.ErrNoDisplay) {
		f.Result = api.FindingWarning
		f.Text, f.Cure = text.T("There is no display here, so no clipboard."), text.T("Use keytray get in a terminal.")
		return f
	}
	if err != nil {
		_, f.Text = s.words(err)
	} else if !t.Conceals {
		f.Result = api.FindingWarning
		f.Text = text.T("Keys are copied through %s, which cannot ask clipboard managers to leave them out.", t.Name)
	}
	chosen := s.choices().Board != settings.Defaults().Board
	switch {
	case err == nil && t.Conceals:
		f.Result = api.FindingOK
		f.Text = text.T("Keys are copied through %s. Clipboard managers are asked to leave them out.", t.Name)
	case chosen && (err == nil || errors.Is(err, clipboard.ErrUnfit)):
		f.Cure = text.T("Let Keytray choose: keytray config clipboard.board auto")
		f.Fix, f.Does = fixBoard, text.T("Let Keytray choose")
	case errors.Is(err, clipboard.ErrNoTool):
		f = withCommand(f, installs(clipboardTool()))
	case err == nil:
		f.Cure = text.T("Switch off the history of your clipboard manager, if you have one.")
	}
	return f
}

// board is what the way onto the clipboard can do that the settings name.
func (s *Service) board(ctx context.Context) (clipboard.Traits, error) {
	board, err := s.p.Boards(s.choices().Board)
	if err != nil {
		return clipboard.Traits{}, err
	}
	t, err := usable(ctx, board)
	return t, s.ofBoard(err)
}

// clipboardTool is the package with a tool that reaches this desktop's clipboard.
func clipboardTool() string {
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		return "wl-clipboard"
	}
	return "xclip"
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
