package agent

import (
	"context"
	"errors"
	"path/filepath"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/vault"
)

func (f *findings) add(result, sentence, cure string) {
	*f = append(*f, api.Finding{Check: api.DoctorIndex, Result: result, Text: sentence, Cure: cure})
}

// offer adds a warning with something that can be done about it.
func (f *findings) offer(sentence, cure, fix, does string) {
	*f = append(*f, api.Finding{Check: api.DoctorIndex, Result: api.FindingWarning, Text: sentence, Cure: cure, Fix: fix, Does: does})
}

// checkIndex repairs what a crash cut off, and says so. It leaves that if the
// keychain would have to ask the person for it.
func (s *Service) checkIndex(ctx context.Context, open bool) []api.Finding {
	var all findings
	var repaired []vault.Repaired
	var repairErr error
	if open {
		repaired, repairErr = s.vault.Repair(ctx)
	}
	x, err := s.vault.Index(ctx)
	if err != nil {
		return append(all, s.unreadable(err))
	}
	for _, r := range repaired {
		all.add(api.FindingWarning, text.T("%[1]s: %[2]s", r.Name, text.Of(r.What)), "")
	}
	for _, k := range x.Unfinished() {
		cure := text.T("Wait for it, or answer your keychain's prompt.")
		switch {
		case repairErr != nil:
			cure = s.sentence(repairErr)
		case !open:
			cure = text.T("Make the keychain answer, then run keytray doctor again.")
		}
		all.add(api.FindingWarning, text.T("%s: an operation on it is not finished.", k.Name), cure)
	}
	for _, file := range s.vault.Damaged() {
		all.add(api.FindingWarning, text.T("A damaged list of keys was set aside as %s.", filepath.Base(file)), text.T("Delete that file when nothing is missing."))
	}
	if open {
		s.checkStores(ctx, x, &all)
	}
	if err := s.vault.TryWrite(ctx); err != nil {
		all.add(api.FindingFailed, s.sentence(err), "")
	}
	if len(all) == 0 {
		all.add(api.FindingOK, wholeWords(x.Keys), "")
	}
	return all
}

func (s *Service) sentence(err error) string {
	var said *api.Error
	errors.As(s.explain(err), &said)
	return said.Text
}

// unreadable is for a list of keys that cannot be read.
func (s *Service) unreadable(err error) api.Finding {
	f := api.Finding{Check: api.DoctorIndex, Result: api.FindingFailed, Text: s.sentence(err)}
	if errors.Is(err, vault.ErrDamaged) {
		f.Fix, f.Does = fixRebuild, text.T("Make a new list from the keychain")
	}
	return f
}

// checkStores looks for what does not fit between the list and the stores.
func (s *Service) checkStores(ctx context.Context, x vault.Index, all *findings) {
	target := s.target()
	if n := x.Elsewhere(target); n > 0 && target != "" {
		all.offer(elsewhereWords(n, target), "", fixMove, text.T("Move them there"))
	}
	found, err := s.vault.Compare(ctx)
	if err != nil {
		all.add(api.FindingWarning, text.T("The list of keys could not be compared with the keychain: %s", s.sentence(err)), "")
		return
	}
	for _, id := range found.Old {
		if err := s.vault.Label(ctx, id); err != nil { // it only shows in keychain programs
			s.p.Log.Error("label", "err", err)
		}
	}
	for _, stray := range found.Strays {
		all.offer(strayWords(stray), "", fixAdopt+stray.ID, text.T("Bring it back"))
		all.offer(text.T("%s: if that cannot be brought back, it can be destroyed.", stray.Name), "", fixDiscard+stray.ID, text.T("Destroy it"))
	}
	for _, h := range []vault.Holder{vault.InKeychain, vault.InFile} {
		if found.Suspicious[h] {
			all.add(api.FindingWarning, mostlyGoneWords(h),
				text.T("Is it the same one as before? Bring back the one that has them: its program, its database, or its backup. If they are lost, give each key a new value with keytray rotate, or destroy it with keytray rm --forever."))
		}
	}
	for _, m := range found.Missing {
		if !found.Suspicious[m.Holder] {
			all.offer(missingWords(m))
		}
	}
	for _, m := range found.Unsealed {
		all.add(api.FindingWarning, text.T("%s: the sealed file of its value is missing or damaged.", m.Name),
			text.T("Put the folder sealed back from a backup, or give the key a new value with: %s", text.Command("rotate", m.Name)))
	}
	if n, err := s.vault.Unmarked(ctx); err == nil && n > 0 {
		all.offer(unmarkedWords(n), "", fixMark, text.T("Read each value once to mend that"))
	}
}
